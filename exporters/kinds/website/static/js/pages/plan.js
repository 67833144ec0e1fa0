// Plan van aanpak: what was chosen, by domain, with who, when and how it is measured; to print or to keep as PDF.

import { release } from "../release.js";
import { words } from "../words.js";
import { at } from "../state/reading.js";
import { rememberedTitle } from "../state/changes.js";
import { meanOf } from "../state/figures.js";
import { byId, dutch, el, fill } from "../parts/dom.js";
import { takeOut } from "../parts/choosing.js";
import { field } from "../parts/field.js";
import { begin } from "../parts/frame.js";
import { releaseChange } from "../parts/release_change.js";
import { current, edit, newId, onChange } from "../parts/store.js";

const empty = [...byId("plan").children];

function draw() {
    const traject = current();
    const groups = traject ? grouped(traject) : [];
    if (!groups.length) {
        byId("plan").replaceChildren(...empty, own(""));
        return;
    }
    byId("plan").replaceChildren(
        ...[
            releaseChange(draw),
            head(traject),
            el("div", { class: "actions no-print" }, el("button", { type: "button", click: () => print() }, words.plan.print)),
            ...groups.map((one) => group(one, traject)),
            own(""),
        ].filter(Boolean),
    );
}

/** Return the domains that were chosen or have something in the plan, with their items. Nothing is left out. */
function grouped(traject) {
    const known = release.domains.map((one) => ({ ...one, isKnown: true }));
    const named = [...Object.keys(traject.gekozen), ...traject.plan.map((one) => one.domein)];
    const strange = [...new Set(named)].filter((one) => one !== "" && !known.some((each) => each.id === one));
    const all = [
        ...known,
        ...strange.map((id) => ({ id, number: 0, title: rememberedTitle(traject, id), isKnown: false })),
        { id: "", number: 0, title: words.plan.own, isKnown: true },
    ];
    return all
        .map((one) => ({ ...one, items: traject.plan.filter((item) => item.domein === one.id) }))
        .filter((one) => one.items.length || at(traject.gekozen, one.id));
}

function head(traject) {
    const typed = (name) => (value) => edit((draft) => (draft[name] = value));
    return el(
        "div",
        { class: "plan-head" },
        field({ id: "plan-naam", label: words.plan.name, value: traject.naam, typed: typed("naam") }),
        field({ id: "plan-terugblik", label: words.plan.look_back, value: traject.terugblik, typed: typed("terugblik") }),
        el("p", { class: "quiet" }, fill(words.plan.made_with, { number: traject.uitgave || release.number })),
    );
}

function group(domain, traject) {
    const aim = at(traject.gekozen, domain.id);
    const mean = domain.id ? meanOf(traject, domain.id) : null;
    const told = [aim && fill(words.plan.aim, { aim: words.aims[aim].toLowerCase() }), mean !== null && fill(words.domains.score, { score: dutch(mean) })].filter(Boolean);
    const tint = domain.number ? `tint-${((domain.number - 1) % 8) + 1}` : "";
    const heading = domain.number ? `${domain.number}. ${domain.title}` : domain.title;
    const isLinked = domain.isKnown && domain.id !== "";
    return el(
        "section",
        { class: `plan-domain ${tint}`, "aria-label": heading },
        el("h2", {}, heading),
        told.length > 0 && el("p", { class: "quiet" }, told.join(" · ")),
        !domain.isKnown && el("p", { class: "quiet" }, words.plan.gone),
        domain.items.map((one) => item(one, domain, traject)),
        !domain.items.length && el("p", {}, words.plan.nothing),
        isLinked && el("p", { class: "no-print" }, el("a", { href: `aanbevelingen/${domain.id}.html` }, fill(words.plan.read, { title: domain.title }))),
        domain.id !== "" && own(domain.id),
    );
}

function item(one, domain, traject) {
    const place = one.bij ? `#interventie-${one.bij}--${one.id}` : `#aanbeveling-${one.id}`;
    const isLinked = domain.isKnown && one.soort !== "eigen" && domain.id !== "";
    const name = isLinked ? el("a", { href: `aanbevelingen/${domain.id}.html${place}` }, one.titel) : one.titel;
    const key = `${one.soort}-${one.bij}-${one.id}`;
    const matches = (each) => each.soort === one.soort && each.id === one.id && each.bij === one.bij;
    const typed = (name) => (value) => edit((draft) => (draft.plan.find(matches)[name] = value));
    const remove = () => {
        takeOut(one, draw);
        draw();
        byId("plan").querySelector("button, input")?.focus();
    };
    return el(
        "article",
        { class: "plan-item" },
        el("p", { class: "quiet kind" }, words.plan.sorts[one.soort]),
        el("h3", {}, name),
        one.soort === "interventie" && answers(one, traject),
        el(
            "div",
            { class: "plan-fields" },
            field({ id: `${key}-wie`, label: words.plan.who, value: one.wie, typed: typed("wie") }),
            field({ id: `${key}-wanneer`, label: words.plan.when, value: one.wanneer, typed: typed("wanneer") }),
            el("div", { class: "broad" }, field({ id: `${key}-meten`, label: words.plan.measure, value: one.meten, typed: typed("meten"), rows: 2 })),
        ),
        el("button", { type: "button", class: "plain", click: remove }, words.plan.remove, el("span", { class: "sr-only" }, `: ${one.titel}`)),
    );
}

function answers(one, traject) {
    const given = Object.values(at(traject.vragen, one.id) ?? {});
    const count = (value) => given.filter((each) => each === value).length;
    return given.length > 0 && el("p", { class: "quiet" }, fill(words.plan.answers, { yes: count("ja"), no: count("nee"), unsure: count("onzeker") }));
}

function own(domain) {
    const id = `eigen-${domain || "los"}`;
    const input = el("input", { id, maxlength: 500, autocomplete: "off" });
    const add = () => {
        const titel = input.value.trim();
        if (titel === "") {
            input.focus();
            return;
        }
        edit((draft) => draft.plan.push({ soort: "eigen", id: newId(), bij: "", domein: domain, titel, wie: "", wanneer: "", meten: "" }));
        draw();
        byId(id).focus();
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && add());
    return el(
        "div",
        { class: "own no-print" },
        el("label", { for: id }, domain ? words.plan.own_add : words.plan.own_add_loose),
        el("div", { class: "own-row" }, input, el("button", { type: "button", class: "second", click: add }, words.plan.own_do)),
    );
}

onChange(draw);
begin(draw);
