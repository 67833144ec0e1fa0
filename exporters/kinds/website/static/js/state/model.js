// What a browser keeps: trajects, each with scores by perspective, notes, chosen domains and a plan. Pure functions.
// The names of fields are Dutch, for they stand in the files that schools keep.

import { StateError, LONGEST_NAME, at, byIds, id, list, oneOf, record, score, text } from "./reading.js";

export const FORMAT = "wegwijzer-trajecten";
export const VERSION = 1;
export const AIMS = ["verbeteren", "versterken"];
export const ANSWERS = ["ja", "nee", "onzeker"];
export const SORTS = ["aanbeveling", "interventie", "eigen"];
const REMEMBERED = ["domein", "aanbeveling", "interventie"];
const FIRST_PERSPECTIVES = ["team", "leerlingen", "ouders"];
const DAY = /^(\d{4}-\d{2}-\d{2})?$/;
const NUMBER = /^([0-9]{4}\.[1-9][0-9]{0,2})?$/;

/** Return a state with nothing in it. */
export function emptyState() {
    return { formaat: FORMAT, versie: VERSION, huidig: "", trajecten: [] };
}

/** Return a new traject; `names` gives the names of the first perspectives by id. */
export function newTraject({ id: own, name, day, release, names }) {
    return {
        id: own,
        naam: name,
        begonnen: day,
        uitgave: release,
        bekend: {},
        perspectieven: FIRST_PERSPECTIVES.map((key) => ({ id: key, naam: names[key], scores: {} })),
        notities: {},
        gekozen: {},
        vragen: {},
        plan: [],
        terugblik: "",
    };
}

/** Return the traject that a team works on, undefined when there is none. */
export function currentOf(state) {
    return state.trajecten.find((one) => one.id === state.huidig) ?? state.trajecten.at(-1);
}

/** Return `state` with `traject` worked on: added under an id of its own, unless the same scores are there already. */
export function withTraject(state, traject, newId) {
    const held = state.trajecten.find((one) => one.id === traject.id);
    if (held !== undefined && scoresAsText(held) === scoresAsText(traject)) {
        return { ...state, huidig: held.id };
    }
    const added = held === undefined ? traject : { ...traject, id: newId };
    return { ...state, huidig: added.id, trajecten: [...state.trajecten, added] };
}

function scoresAsText(traject) {
    return JSON.stringify([traject.perspectieven, traject.gekozen]);
}

/** Return whether anything was filled in. */
export function isFilled(traject) {
    return (
        traject.perspectieven.some((one) => Object.keys(one.scores).length > 0) ||
        Object.values(traject.notities).some(Boolean) ||
        Object.keys(traject.gekozen).length > 0 ||
        traject.plan.length > 0
    );
}

/** Return the item of a plan with this sort and id, below this recommendation; undefined when it was not chosen. */
export function planned(traject, sort, key, below = "") {
    return traject.plan.find((one) => one.soort === sort && one.id === key && one.bij === below);
}

/** Return a state made of `value`, which came from outside; raise StateError. What it does not know it leaves out. */
export function readState(value) {
    const held = record(value);
    if (at(held, "formaat") !== FORMAT) {
        throw new StateError("foreign");
    }
    if (at(held, "versie") !== VERSION) {
        throw new StateError(Number.isInteger(at(held, "versie")) && held.versie > VERSION ? "newer" : "damaged");
    }
    const trajects = list(at(held, "trajecten")).map(readTraject);
    if (new Set(trajects.map((one) => one.id)).size !== trajects.length) {
        throw new StateError("damaged");
    }
    const current = at(held, "huidig");
    return { formaat: FORMAT, versie: VERSION, huidig: current === "" ? "" : id(current ?? ""), trajecten: trajects };
}

/** Return a traject made of `value`; raise StateError. */
export function readTraject(value) {
    const held = record(value);
    return {
        id: id(at(held, "id")),
        naam: text(at(held, "naam"), LONGEST_NAME),
        begonnen: matching(DAY, at(held, "begonnen")),
        uitgave: matching(NUMBER, at(held, "uitgave")),
        bekend: readKnown(at(held, "bekend")),
        perspectieven: readPerspectives(at(held, "perspectieven")),
        notities: byIds(at(held, "notities"), (one) => text(one)),
        gekozen: byIds(at(held, "gekozen"), (one) => oneOf(AIMS, one)),
        vragen: byIds(at(held, "vragen"), (answers) => byIds(answers, (one) => oneOf(ANSWERS, one))),
        plan: list(at(held, "plan")).map(readPlanned),
        terugblik: text(at(held, "terugblik"), LONGEST_NAME),
    };
}

function matching(pattern, value) {
    const found = text(value);
    if (!pattern.test(found)) {
        throw new StateError("damaged");
    }
    return found;
}

/** Return perspectives made of `value`; raise StateError. */
export function readPerspectives(value) {
    const found = list(value).map((one) => {
        const held = record(one);
        return { id: id(at(held, "id")), naam: text(at(held, "naam"), LONGEST_NAME), scores: byIds(at(held, "scores"), score) };
    });
    if (new Set(found.map((one) => one.id)).size !== found.length) {
        throw new StateError("damaged");
    }
    return found;
}

function readKnown(value) {
    const held = record(value);
    const kinds = REMEMBERED.filter((kind) => Object.hasOwn(held, kind));
    return Object.fromEntries(kinds.map((kind) => [kind, byIds(held[kind], readMark)]));
}

function readMark(value) {
    const [title, mark] = list(value);
    return [text(title, LONGEST_NAME), text(mark, LONGEST_NAME)];
}

function readPlanned(value) {
    const held = record(value);
    const below = text(at(held, "bij"), LONGEST_NAME);
    const domain = text(at(held, "domein"), LONGEST_NAME);
    return {
        soort: oneOf(SORTS, at(held, "soort")),
        id: id(at(held, "id")),
        bij: below === "" ? "" : id(below),
        domein: domain === "" ? "" : id(domain),
        titel: text(at(held, "titel")),
        wie: text(at(held, "wie")),
        wanneer: text(at(held, "wanneer")),
        meten: text(at(held, "meten")),
    };
}
