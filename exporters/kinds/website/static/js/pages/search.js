// Searching the whole release as somebody types.

import { words } from "../words.js";
import { find, prepared, sentenceWith } from "../search/finding.js";
import { wordsOf } from "../search/folding.js";
import { address, byId, el, fill } from "../parts/dom.js";
import { begin } from "../parts/frame.js";

const MOST = 40;
const BUDGET = 8; // milliseconds of work between two frames
const items = [];
let state = "reading"; // then whole or broken
let turn = 0;

function pause() {
    return new Promise((go) => setTimeout(go));
}

async function read() {
    try {
        const names = await fetched("zoeken.json");
        for (const name of names) {
            await prepare(await fetched(name));
            search();
        }
        state = "whole";
    } catch {
        state = "broken";
    }
    search();
}

async function fetched(name) {
    const answer = await fetch(address(`data/${name}`));
    if (!answer.ok) {
        throw new Error(String(answer.status));
    }
    return answer.json();
}

async function prepare(rows) {
    let since = performance.now();
    for (const row of rows) {
        items.push(prepared(row));
        if (performance.now() - since > BUDGET) {
            await pause();
            since = performance.now();
        }
    }
}

async function search() {
    const mine = ++turn;
    const question = byId("vraag").value.trim();
    const goOn = async () => {
        await pause();
        return mine === turn; // somebody typed on: leave it
    };
    const found = await find(items, question, goOn, () => performance.now(), BUDGET);
    if (found === null || mine !== turn) {
        return;
    }
    byId("gevonden").textContent = told(question, found.length);
    const wanted = wordsOf(question);
    byId("treffers").replaceChildren(...found.slice(0, MOST).map((one) => hit(one, wanted)));
}

function told(question, count) {
    if (state === "broken") {
        return words.search.broken;
    }
    if (question === "") {
        return "";
    }
    if (count === 0) {
        return state === "reading" ? words.search.reading : fill(words.search.none, { question });
    }
    return count > MOST ? fill(words.search.many, { count, most: MOST }) : fill(count === 1 ? words.search.one : words.search.some, { count });
}

function hit(one, wanted) {
    return el(
        "li",
        {},
        el("p", { class: "quiet" }, words.kinds[one.kind] ?? one.kind),
        el("a", { href: address(one.place) }, one.title),
        el("p", {}, sentenceWith(one.text, wanted)),
    );
}

byId("vraag").value ||= new URLSearchParams(location.search).get("q") ?? ""; // somebody may have typed already
byId("zoeken").addEventListener("submit", (event) => event.preventDefault());
byId("vraag").addEventListener("input", search);
begin();
read();
