// Start traject: scores and notes per domain, one by one or all at once, for each perspective.

import { release } from "../release.js";
import { words } from "../words.js";
import { at } from "../state/reading.js";
import { countScored, scoresOf } from "../state/figures.js";
import { byId, el, fill } from "../parts/dom.js";
import { begin } from "../parts/frame.js";
import { segments } from "../parts/segments.js";
import { choose, chosen } from "../parts/session.js";
import { begun, current, edit, kept, newId, onChange } from "../parts/store.js";

const cards = [...document.querySelectorAll("[data-domain]")];
const next = document.querySelector(".actions .button");
let perspective = chosen("perspectief", "team");
let mode = chosen("weergave", "een");
let shown = 0;

function traject() {
    return current() ?? begun(kept()).trajecten.at(-1); // nothing is kept before something is filled in
}

function looking() {
    const all = traject().perspectieven;
    return all.find((one) => one.id === perspective) ?? all[0];
}

function draw() {
    drawControls();
    drawCards();
    drawTurning();
}

function drawControls() {
    const options = traject().perspectieven.map((one) => [one.id, one.naam]);
    byId("bediening").replaceChildren(
        segments({ legend: words.score.who, name: "perspectief", options, value: looking().id, chosen: look }),
        segments({
            legend: words.score.view,
            name: "weergave",
            options: [["een", words.score.one], ["alle", words.score.all]],
            value: mode,
            chosen: show,
        }),
        el("details", { class: "more" }, el("summary", {}, words.score.add), addForm()),
        el("p", { id: "voortgang", role: "status" }),
    );
    drawProgress();
}

function drawProgress() {
    const count = countScored(looking(), release.domains);
    byId("voortgang").textContent = fill(words.score.progress, { name: looking().naam, count, all: release.domains.length });
}

function addForm() {
    const field = el("input", { id: "perspectief-naam", maxlength: 60, autocomplete: "off" });
    const add = () => {
        const name = field.value.trim();
        if (name === "") {
            field.focus();
            return;
        }
        const id = newId().slice(2);
        edit((draft) => draft.perspectieven.push({ id, naam: name, scores: {} }));
        look(id);
        draw();
        document.querySelector("[name=perspectief]:checked").focus();
    };
    const enter = (event) => event.key === "Enter" && (event.preventDefault(), add());
    field.addEventListener("keydown", enter);
    return el(
        "div",
        {},
        el("label", { for: "perspectief-naam" }, words.score.add_name),
        el("div", { class: "segments" }, field, el("button", { type: "button", class: "second", click: add }, words.score.add_do)),
    );
}

function look(id) {
    perspective = id;
    choose("perspectief", id);
    drawCards();
    drawTurning();
    drawProgress();
}

function show(value) {
    mode = value;
    choose("weergave", value);
    drawCards();
    drawTurning();
}

function drawCards() {
    cards.forEach((card, place) => {
        const domain = card.dataset.domain;
        const value = at(looking().scores, domain);
        card.hidden = mode === "een" && place !== shown;
        card.querySelectorAll("[type=radio]").forEach((one) => (one.checked = Number(one.value) === value));
        const note = card.querySelector("[data-note]");
        if (note !== document.activeElement) {
            note.value = at(traject().notities, domain) ?? "";
        }
        drawOthers(card, domain, value);
    });
}

function drawOthers(card, domain, value) {
    const others = scoresOf(traject(), domain).filter((one) => one.id !== looking().id);
    const told = others.map((one) => fill(words.score.other, { name: one.name, score: one.score })).join(" · ");
    const forget = () => {
        edit((draft) => delete own(draft).scores[domain]);
        redraw(card);
        card.querySelector("[type=radio]").focus();
    };
    card.querySelector(".scale-more").replaceChildren(
        ...(value === undefined ? [] : [el("button", { type: "button", class: "plain", click: forget }, words.score.forget)]),
        ...(told ? [el("span", { class: "quiet" }, told)] : []),
    );
}

function own(draft) {
    return draft.perspectieven.find((one) => one.id === looking().id) ?? draft.perspectieven[0];
}

function redraw() {
    drawCards();
    drawTurning();
    drawProgress();
}

function drawTurning() {
    const isLast = shown === cards.length - 1;
    byId("bladeren").hidden = mode !== "een";
    next.parentElement.hidden = cards.length > 0 && mode === "een" && !isLast && countScored(looking(), release.domains) < cards.length;
    next.classList.toggle("second", mode === "een" && !isLast);
    byId("bladeren").replaceChildren(
        el("button", { type: "button", class: "second", disabled: shown === 0, click: () => turn(shown - 1) }, words.score.previous),
        el("ol", { class: "dots", role: "list" }, cards.map(dot)),
        !isLast && el("button", { type: "button", id: "volgende", click: () => turn(shown + 1) }, words.score.next),
    );
}

function dot(card, place) {
    const domain = release.domains[place];
    const isScored = at(looking().scores, domain.id) !== undefined;
    const label = fill(isScored ? words.score.dot_scored : words.score.dot, { number: domain.number, title: domain.title });
    const tint = [...card.classList].find((one) => one.startsWith("tint-"));
    return el(
        "li",
        { class: tint },
        el(
            "button",
            { type: "button", class: isScored ? "scored" : "", "aria-label": label, "aria-current": place === shown ? "step" : null, click: () => turn(place) },
            String(domain.number),
        ),
    );
}

function turn(place) {
    shown = Math.max(0, Math.min(cards.length - 1, place));
    drawCards();
    drawTurning();
    cards[shown].focus({ preventScroll: true });
    cards[shown].scrollIntoView({ block: "start" });
}

byId("scores").addEventListener("submit", (event) => event.preventDefault());
byId("scores").addEventListener("change", (event) => {
    const card = event.target.closest("[data-domain]");
    if (card && event.target.type === "radio") {
        edit((draft) => (own(draft).scores[card.dataset.domain] = Number(event.target.value)));
        redraw();
    }
});
byId("scores").addEventListener("input", (event) => {
    const domain = event.target.dataset.note;
    if (domain !== undefined) {
        edit((draft) => (draft.notities[domain] = event.target.value));
    }
});

const asked = cards.findIndex((card) => `#${card.querySelector("h2").id}` === location.hash);
shown = Math.max(0, asked);
onChange(draw);
begin(draw);
