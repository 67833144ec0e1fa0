// Rapport: every score in pictures and in a table, and which domains come first.

import { release } from "../release.js";
import { words } from "../words.js";
import { at } from "../state/reading.js";
import { AIMS, currentOf } from "../state/model.js";
import { fittingAim, ranked, speaking } from "../state/figures.js";
import { byId, dutch, el, fill, svg } from "../parts/dom.js";
import { bars } from "../parts/bars.js";
import { figuresTable } from "../parts/figures_table.js";
import { begin } from "../parts/frame.js";
import { radar } from "../parts/radar.js";
import { releaseChange } from "../parts/release_change.js";
import { segments } from "../parts/segments.js";
import { seriesOf } from "../parts/series.js";
import { choose, chosen } from "../parts/session.js";
import { current, edit, kept, onChange } from "../parts/store.js";

const empty = [...byId("beelden").children];
const emptyTable = [...byId("tabel").children];
const MANY = 4;
let order = chosen("volgorde", "lowest");
let earlierId = chosen("eerder", "");

function draw() {
    const traject = current();
    const earlier = kept().trajecten.find((one) => one.id === earlierId && one !== traject);
    const series = traject ? seriesOf(traject, earlier) : [];
    const hasScores = traject !== undefined && speaking(traject).length > 0;
    drawControls(traject);
    byId("beelden").replaceChildren(...(hasScores ? pictures(series) : empty));
    byId("tabel").replaceChildren(...(hasScores ? [figuresTable(release.domains, series, traject)] : emptyTable));
    byId("keuze").closest("section").hidden = !hasScores;
    document.querySelector("main > .actions").hidden = !hasScores;
    if (hasScores) {
        drawChoices(traject);
    }
}

function drawControls(traject) {
    const others = kept().trajecten.filter((one) => one !== currentOf(kept()) && speaking(one).length > 0);
    const pick = el("select", { id: "eerder", change: (event) => compare(event.target.value) });
    pick.append(
        el("option", { value: "" }, words.report.compare_none),
        ...others.map((one) => el("option", { value: one.id, selected: one.id === earlierId }, `${one.naam} (${one.begonnen})`)),
    );
    byId("vergelijken").replaceChildren(
        ...[
            traject && el("p", { class: "print-only" }, `${traject.naam}, ${fill(words.report.printed, { number: release.number })}`),
            releaseChange(draw),
            others.length > 0 && el("div", {}, el("label", { for: "eerder" }, words.report.compare), pick),
        ].filter(Boolean),
    );
}

function compare(id) {
    earlierId = id;
    choose("eerder", id);
    draw();
    byId("eerder").focus();
}

function pictures(series) {
    const key = (one) =>
        el(
            "li",
            { class: one.tone },
            svg("svg", { viewBox: "0 0 38 16", "aria-hidden": "true", class: one.tone }, svg("line", { class: "shape", x1: 0, y1: 8, x2: 38, y2: 8 })),
            one.name,
        );
    const legend = el("ul", { class: "legend", role: "list", "aria-label": words.report.legend }, series.map(key));
    return [radar(release.domains, series), bars(release.domains, series), legend].filter(Boolean);
}

function drawChoices(traject) {
    const count = release.domains.filter((one) => at(traject.gekozen, one.id)).length;
    const advice = count > MANY ? words.report.many : "";
    byId("keuze").replaceChildren(
        segments({
            legend: words.report.order,
            name: "volgorde",
            options: ["lowest", "highest", "apart"].map((one) => [one, words.report.orders[one]]),
            value: order,
            chosen: arrange,
        }),
        el("p", { role: "status" }, `${fill(words.report.chosen, { count })} ${advice}`),
        el("div", { class: "choices" }, ranked(traject, release.domains, order).map((one) => choice(one, traject))),
    );
}

function arrange(value) {
    order = value;
    choose("volgorde", value);
    drawChoices(current());
    document.querySelector("[name=volgorde]:checked").focus();
}

function choice(domain, traject) {
    const aim = at(traject.gekozen, domain.id);
    const id = `kies-${domain.id}`;
    const told = domain.mean === null ? words.report.no_score : fill(words.report.mean, { mean: dutch(domain.mean) });
    const apart = domain.spread === null ? "" : ` · ${fill(words.report.apart, { spread: dutch(domain.spread) })}`;
    return el(
        "div",
        { class: `choice-box tint-${((domain.number - 1) % 8) + 1}` },
        el(
            "label",
            { class: "choice" },
            el("input", { type: "checkbox", id, checked: aim !== undefined, change: (event) => pick(domain, event.target.checked) }),
            el("span", {}, el("b", {}, `${domain.number}. ${domain.title}`), el("span", { class: "quiet" }, told + apart)),
        ),
        aim !== undefined && aims(domain, aim),
    );
}

function aims(domain, aim) {
    return segments({
        legend: words.report.aim,
        name: `doel-${domain.id}`,
        options: AIMS.map((one) => [one, words.aims[one]]),
        value: aim,
        chosen: (value) => edit((draft) => (draft.gekozen[domain.id] = value)),
    });
}

function pick(domain, isChosen) {
    edit((draft) => {
        if (isChosen) {
            draft.gekozen[domain.id] = fittingAim(domain.mean);
        } else {
            delete draft.gekozen[domain.id];
        }
    });
    drawChoices(current());
    byId(`kies-${domain.id}`).focus();
}

onChange(draw);
begin(draw);
