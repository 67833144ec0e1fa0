// What the publisher tells beside a release. Without a catalogue or a connection there is nothing to tell, and no error.

import { release } from "../release.js";
import { words } from "../words.js";
import { fill } from "./dom.js";
import { say } from "./toast.js";

const SEEN = "wegwijzer-gehoord";
const PATIENCE = 8_000; // milliseconds
const MOST = 3;

/** Ask once a visit, and show what is new. */
export async function tellOfNotices() {
    if (release.catalogue === "" || wasHeard()) {
        return;
    }
    const [told, releases] = await Promise.all([
        asked(`${release.catalogue}/uitgaven/${release.number}/mededelingen`),
        asked(`${release.catalogue}/uitgaven`),
    ]);
    for (const one of listed(told).filter((notice) => typeof notice?.tekst === "string").slice(0, MOST)) {
        say(one.soort === "ingetrokken" ? fill(words.withdrawn, { text: one.tekst }) : one.tekst);
    }
    const current = releases?.actueel;
    if (typeof current === "string" && isLater(current, release.number)) {
        say(fill(words.newer, { number: current }));
    }
}

function listed(answer) {
    return Array.isArray(answer?.items) ? answer.items : [];
}

async function asked(url) {
    try {
        const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE) });
        return answer.ok ? await answer.json() : null;
    } catch {
        return null;
    }
}

function isLater(one, other) {
    const [year, number] = one.split(".").map(Number);
    const [thatYear, thatNumber] = other.split(".").map(Number);
    return year > thatYear || (year === thatYear && number > thatNumber);
}

function wasHeard() {
    try {
        const heard = sessionStorage.getItem(SEEN) === release.digest;
        sessionStorage.setItem(SEEN, release.digest);
        return heard;
    } catch {
        return false;
    }
}
