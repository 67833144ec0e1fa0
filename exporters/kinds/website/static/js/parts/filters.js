// Shows the interventions that fit what was asked. What cannot be judged, for it says nothing of its age, stays.

import { words } from "../words.js";
import { byId, fill } from "./dom.js";

/** Let the form filter every element with data-intervention. `after` is called when it did. */
export function filterInterventions(after = () => {}) {
    const form = byId("filters");
    if (form === null) {
        return;
    }
    const all = [...document.querySelectorAll("[data-intervention]")];
    const apply = () => {
        const asked = Object.fromEntries(new FormData(form));
        all.forEach((one) => (one.hidden = !fits(one.dataset, asked)));
        const count = all.filter((one) => !one.hidden).length;
        const isAsked = Object.values(asked).some(Boolean);
        form.querySelector("[type=reset]").hidden = !isAsked;
        byId("filter-gevonden").textContent = !isAsked ? "" : count ? fill(words.filters.found, { count, all: all.length }) : words.filters.none;
        after();
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply)); // after the fields are empty
    apply();
}

function fits(data, asked) {
    const has = (name) => !asked[name] || (data[name] ?? "").split("|").includes(asked[name]);
    return fitsAge(data.leeftijd, asked.leeftijd) && has("sector") && has("thema") && fitsLevel(data.niveau ?? "", asked.niveau ?? "");
}

function fitsAge(ages, asked) {
    if (!asked || !ages) {
        return true;
    }
    const [low, high] = ages.split(":").map(Number);
    return Number(asked) >= low && Number(asked) <= high;
}

function fitsLevel(levels, asked) {
    const wanted = asked.replace(/^=/, "").split("|");
    return asked === "" || levels.split("|").some((one) => wanted.includes(one));
}
