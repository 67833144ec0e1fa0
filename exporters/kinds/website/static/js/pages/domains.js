// The domains, those that a team chose marked.

import { words } from "../words.js";
import { at } from "../state/reading.js";
import { meanOf } from "../state/figures.js";
import { dutch, fill } from "../parts/dom.js";
import { begin } from "../parts/frame.js";
import { current, onChange } from "../parts/store.js";

function draw() {
    const traject = current();
    for (const card of document.querySelectorAll(".card")) {
        const aim = traject && at(traject.gekozen, card.dataset.domain);
        const mean = traject ? meanOf(traject, card.dataset.domain) : null;
        const told = [aim && fill(words.domains.chosen, { aim: words.aims[aim].toLowerCase() }), mean !== null && fill(words.domains.score, { score: dutch(mean) })];
        card.querySelector(".card-state").textContent = told.filter(Boolean).join(" · ");
        card.classList.toggle("chosen", aim !== undefined);
    }
}

onChange(draw);
begin(draw);
