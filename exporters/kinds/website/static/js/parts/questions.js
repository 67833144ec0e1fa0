// The selection questions as a checklist, once somebody opens it.

import { words } from "../words.js";
import { ANSWERS } from "../state/model.js";
import { at } from "../state/reading.js";
import { byId, el } from "./dom.js";
import { current, edit } from "./store.js";

/** Let `details` show the questions of the page for an intervention when it is opened; `within` makes names unique. */
export function questionsFor(details, intervention, within) {
    const questions = [...(byId("vragen")?.children ?? [])].map((one) => [one.dataset.question, one.textContent]);
    details.hidden = questions.length === 0;
    details.addEventListener("toggle", () => {
        details.querySelector(".checklist")?.remove();
        if (details.open) {
            details.append(el("div", { class: "checklist" }, questions.map(([key, text]) => question(key, text, intervention, within))));
        }
    });
}

function question(key, text, intervention, within) {
    const traject = current();
    const given = traject && at(at(traject.vragen, intervention) ?? {}, key);
    const answer = (value) => {
        const set = () => edit((draft) => ((draft.vragen[intervention] ??= {})[key] = value));
        const name = `${within}-${key}`;
        return el("label", {}, el("input", { type: "radio", name, value, checked: given === value, change: set }), words.answers[value]);
    };
    return el("fieldset", {}, el("legend", {}, text), el("div", { class: "answers" }, ANSWERS.map(answer)));
}
