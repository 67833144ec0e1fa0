// The one place that knows localStorage. It may be full, forbidden, or hold something else: the page goes on.

import { release } from "../release.js";
import { words } from "../words.js";
import { currentOf, emptyState, newTraject, readState } from "../state/model.js";
import { StateError } from "../state/reading.js";
import { toFile } from "../state/file.js";
import { say } from "./toast.js";
import { address } from "./dom.js";

const IS_PREVIEW = document.documentElement.hasAttribute("data-voorbeeld");
export const KEY = IS_PREVIEW ? "wegwijzer-voorbeeld" : "wegwijzer";
const ASIDE = `${KEY}-opzij`;
const listeners = new Set();
let state = emptyState();
let stays = true; // whether the browser keeps what is written

/** Return what is kept now. */
export function kept() {
    return state;
}

/** Return the traject that is worked on, undefined when there is none yet. */
export function current() {
    return currentOf(state);
}

/** Call `listener` whenever something changed somewhere else: in another tab, or by an undo. */
export function onChange(listener) {
    listeners.add(listener);
}

/** Read what the browser kept. What cannot be read is put aside, not thrown away. */
export function load() {
    let found = null;
    try {
        found = localStorage.getItem(KEY);
    } catch {
        stays = false;
        say(words.storage.forbidden);
    }
    if (found !== null) {
        understand(found);
    }
    addEventListener("storage", (event) => {
        if (event.key === KEY || event.key === null) {
            state = readQuietly() ?? emptyState();
            listeners.forEach((listener) => listener());
        }
    });
}

function understand(found) {
    try {
        state = readState(JSON.parse(found));
    } catch (error) {
        const isNewer = error instanceof StateError && error.reason === "newer";
        put(ASIDE, found);
        say(isNewer ? words.storage.newer : words.storage.damaged, {
            label: words.storage.aside,
            act: () => download(found, words.storage.aside_name),
        });
        stays = !isNewer; // what a newer site wrote is left as it is
    }
}

function readQuietly() {
    try {
        const found = localStorage.getItem(KEY);
        return found === null ? emptyState() : readState(JSON.parse(found));
    } catch {
        return null;
    }
}

function put(key, value) {
    try {
        localStorage.setItem(key, value);
        return true;
    } catch {
        return false;
    }
}

/** Let `change` return another state and keep that. `told`: also tell who listens. */
export function replace(change, { told = false } = {}) {
    const now = stays ? (readQuietly() ?? state) : state; // another tab may have written meanwhile
    state = change(now);
    if (stays && !put(KEY, JSON.stringify(state))) {
        stays = false;
        say(words.storage.full, { label: words.storage.save, act: () => download(toFile(state), words.keep.file_name) });
    }
    if (told) {
        listeners.forEach((listener) => listener());
    }
}

/** Let `change` edit the traject that is worked on; one is begun when there is none. */
export function edit(change, options) {
    replace((now) => {
        const draft = structuredClone(now.trajecten.length ? now : begun(now));
        change(currentOf(draft));
        return draft;
    }, options);
    if (!Object.keys(current().bekend).length && current().uitgave === release.number) {
        remember();
    }
}

/** Return `now` with a new traject that is worked on. */
export function begun(now, name = "") {
    const made = newTraject({
        id: newId(),
        name: name || words.traject.first_name,
        day: new Date().toLocaleDateString("sv-SE"), // as 2026-11-26, in the time zone of the school
        release: release.number,
        names: words.perspectives,
    });
    return { ...now, huidig: made.id, trajecten: [...now.trajecten, made] };
}

/** Return an id that no other traject has. */
export function newId() {
    return `t-${Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16).padStart(2, "0")).join("")}`;
}

let asked = null;

/** Return the marks of this release by kind and id; rejects when they cannot be reached. */
export function marks() {
    asked ??= fetch(address("data/kenmerken.json")).then((answer) => {
        if (!answer.ok) {
            throw new Error(String(answer.status));
        }
        return answer.json();
    });
    asked.catch(() => (asked = null));
    return asked;
}

async function remember() {
    const id = current().id;
    const found = await marks().catch(() => null); // without a connection it is remembered the next time
    if (found !== null) {
        replace((now) => ({
            ...now,
            trajecten: now.trajecten.map((one) => (one.id === id && one.uitgave === release.number ? { ...one, bekend: found } : one)),
        }));
    }
}

/** Let a person keep `content` as a file. */
export function download(content, name) {
    const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
