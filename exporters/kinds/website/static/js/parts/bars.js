// Scores as bars under each domain's name.

import { words } from "../words.js";
import { dutch, el, svg } from "./dom.js";

const NARROW = matchMedia("(max-width: 40rem)").matches; // letters keep their size on a telephone
const WIDTH = NARROW ? 320 : 460;
const LEFT = 4;
const LONG = WIDTH - 60; // of a bar that says 10
const THICK = 13;
const LONGEST = NARROW ? 40 : 56; // characters of a name; the table has all of it

/** Return the figure. */
export function bars(domains, series) {
    const rowHeight = 24 + series.length * (THICK + 3) + 12;
    const rows = domains.map((domain, place) => row(domain, place * rowHeight + 4, series));
    const drawing = svg(
        "svg",
        { viewBox: `0 0 ${WIDTH} ${domains.length * rowHeight}`, role: "img", "aria-label": words.report.bars },
        rows,
    );
    return el("figure", { class: "picture" }, drawing, el("figcaption", {}, words.report.bars_hint));
}

function row(domain, top, series) {
    const title = `${domain.number}. ${domain.title}`;
    const name = title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title;
    return svg(
        "g",
        {},
        svg("text", { x: LEFT, y: top + 14, class: "name" }, name),
        series.map((one, place) => bar(one, domain, top + 22 + place * (THICK + 3))),
    );
}

function bar(one, domain, y) {
    const score = one.value(domain.id);
    const length = (LONG * (score ?? 0)) / 10;
    return svg(
        "g",
        { class: one.tone },
        svg("rect", { class: "track", x: LEFT, y, width: LONG, height: THICK, rx: THICK / 2 }),
        score !== null && svg("rect", { class: "bar", x: LEFT, y, width: length, height: THICK, rx: THICK / 2 }),
        svg("text", { x: LEFT + LONG + 8, y: y + THICK - 2 }, score === null ? "–" : dutch(score)),
    );
}
