// The recommendations of one domain: what is chosen, what is shown, and the questions to ask.

import { words } from "../words.js";
import { at } from "../state/reading.js";
import { fittingAim, meanOf, scoresOf } from "../state/figures.js";
import { byId, el, fill } from "../parts/dom.js";
import { choosingButton } from "../parts/choosing.js";
import { filterInterventions } from "../parts/filters.js";
import { begin } from "../parts/frame.js";
import { questionsFor } from "../parts/questions.js";
import { current, edit, onChange } from "../parts/store.js";

const domain = document.querySelector(".domain-head").dataset.domain;
const recommendations = [...document.querySelectorAll("[data-recommendation]")];

function draw() {
    drawState();
    for (const one of recommendations) {
        const id = one.dataset.recommendation;
        const titel = one.querySelector("h2").textContent;
        choosingButton(one.querySelector("[data-choose=aanbeveling]"), { soort: "aanbeveling", id, bij: "", domein: domain, titel }, draw);
        for (const each of one.querySelectorAll("[data-intervention]")) {
            const item = { soort: "interventie", id: each.dataset.intervention, bij: id, domein: domain, titel: each.dataset.name };
            choosingButton(each.querySelector("[data-choose=interventie]"), item, draw);
        }
    }
}

function drawState() {
    const traject = current();
    const scores = traject ? scoresOf(traject, domain) : [];
    const aim = traject && at(traject.gekozen, domain);
    const told = scores.map((one) => fill(words.score.other, { name: one.name, score: one.score })).join(" · ");
    const toggle = () => {
        edit((draft) => {
            if (aim) {
                delete draft.gekozen[domain];
            } else {
                draft.gekozen[domain] = fittingAim(meanOf(draft, domain));
            }
        });
        drawState();
        byId("kies-domein").focus();
    };
    byId("stand").replaceChildren(
        told ? `${told} ` : "",
        el("button", { type: "button", id: "kies-domein", class: "second", "aria-pressed": String(Boolean(aim)), click: toggle }, aim ? fill(words.domains.chosen, { aim: words.aims[aim].toLowerCase() }) : words.domains.choose),
    );
}

function count() {
    for (const one of recommendations) {
        const all = [...one.querySelectorAll("[data-intervention]")];
        const place = one.querySelector("[data-count]");
        if (place !== null) {
            const shown = all.filter((each) => !each.hidden).length;
            place.textContent = shown === all.length ? `(${all.length})` : fill(words.filters.of, { count: shown, all: all.length });
        }
    }
}

function openAsked() {
    const asked = byId(decodeURIComponent(location.hash.slice(1)));
    asked?.closest("details")?.setAttribute("open", "");
}

for (const one of document.querySelectorAll("[data-questions]")) {
    const held = one.closest("[data-intervention]");
    questionsFor(one, held.dataset.intervention, held.id);
}
addEventListener("hashchange", openAsked);
openAsked();
filterInterventions(count);
onChange(draw);
begin(draw);
