// The scores as a table: all that the pictures show, and how far the perspectives lie apart.

import { words } from "../words.js";
import { spreadOf } from "../state/figures.js";
import { dutch, el } from "./dom.js";

const FAR = 3; // points apart: worth a conversation

/** Return the table. */
export function figuresTable(domains, series, traject) {
    const head = [words.report.domain, ...series.map((one) => one.name), words.report.spread];
    return el(
        "table",
        {},
        el("thead", {}, el("tr", {}, head.map((one, place) => el("th", { scope: "col", class: place ? "number" : "" }, one)))),
        el("tbody", {}, domains.map((domain) => row(domain, series, traject))),
    );
}

function row(domain, series, traject) {
    const spread = spreadOf(traject, domain.id);
    const cells = series.map((one) => one.value(domain.id)).map((score) => el("td", { class: "number" }, score === null ? "–" : dutch(score)));
    return el(
        "tr",
        {},
        el("th", { scope: "row" }, `${domain.number}. ${domain.title}`),
        cells,
        el(
            "td",
            { class: "number" },
            spread === null ? "–" : dutch(spread),
            spread !== null && spread >= FAR && el("span", { class: "far" }, ` ${words.report.talk}`),
        ),
    );
}
