// Scores as a radar. The same figures stand in the table; lines differ by pattern too, not by colour alone.

import { words } from "../words.js";
import { dutch, el, svg } from "./dom.js";

const SIZE = 420;
const MIDDLE = SIZE / 2;
const RADIUS = 165;
const LABEL = RADIUS + 22;
const RINGS = [2, 4, 6, 8, 10];
const FEWEST = 3; // domains: with fewer there is no shape

/** Return the figure, null when there are too few domains. */
export function radar(domains, series) {
    if (domains.length < FEWEST) {
        return null;
    }
    const point = (place, score) => {
        const angle = (2 * Math.PI * place) / domains.length - Math.PI / 2;
        return [MIDDLE + RADIUS * (score / 10) * Math.cos(angle), MIDDLE + RADIUS * (score / 10) * Math.sin(angle)];
    };
    const label = (place) => point(place, (LABEL / RADIUS) * 10);
    const drawing = svg(
        "svg",
        { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": words.report.radar },
        RINGS.map((ring) => svg("polygon", { class: "grid", points: domains.map((_, place) => point(place, ring).join(",")).join(" ") })),
        domains.map((_, place) => line([MIDDLE, MIDDLE], point(place, 10))),
        RINGS.map((ring) => svg("text", { class: "soft", x: MIDDLE + 4, y: point(0, ring)[1] + 4 }, String(ring))),
        series.map((one) => shape(one, domains, point)),
        domains.map((domain, place) => badge(domain, label(place))),
    );
    return el("figure", { class: "picture" }, drawing, el("figcaption", {}, words.report.radar_hint));
}

function line([x1, y1], [x2, y2]) {
    return svg("line", { class: "axis", x1, y1, x2, y2 });
}

function shape(one, domains, point) {
    const found = domains.map((domain, place) => [place, one.value(domain.id)]).filter(([, score]) => score !== null);
    const points = found.map(([place, score]) => point(place, score));
    return svg(
        "g",
        { class: one.tone },
        points.length > 2 && svg("polygon", { class: "shape", points: points.map((each) => each.join(",")).join(" ") }),
        points.map(([cx, cy], place) =>
            svg("circle", { class: "point", cx, cy, r: 5 }, svg("title", {}, `${one.name}: ${dutch(found[place][1])}`)),
        ),
    );
}

function badge(domain, [x, y]) {
    return svg(
        "g",
        { class: `tint-${((domain.number - 1) % 8) + 1} badge` },
        svg("circle", { cx: x, cy: y, r: 14 }, svg("title", {}, domain.title)),
        svg("text", { x, y: y + 5, "text-anchor": "middle" }, String(domain.number)),
    );
}
