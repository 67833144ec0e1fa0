// Scores in the fragment of an address, and back. A browser never sends a fragment. Notes and plans stay at home.

import { readTraject } from "./model.js";
import { StateError } from "./reading.js";

const NAME = "t";
const LONGEST = 60_000;

/** Return the fragment, without its #, that holds the scores and choices of `traject`. */
export function toFragment(traject) {
    const shared = [
        traject.id,
        traject.naam,
        traject.begonnen,
        traject.uitgave,
        traject.perspectieven.map((one) => [one.id, one.naam, one.scores]),
        traject.gekozen,
    ];
    const packed = encoded(JSON.stringify(shared));
    return `${NAME}=${packed}.${checksum(packed)}`;
}

/** Return the traject in a fragment, null when it holds none; raise StateError for one that was damaged or edited. */
export function fromFragment(fragment) {
    const content = fragment.replace(/^#/, "");
    if (!content.startsWith(`${NAME}=`)) {
        return null;
    }
    const [packed, sum, more] = content.slice(NAME.length + 1).split(".");
    if (content.length > LONGEST || more !== undefined || sum !== checksum(packed)) {
        throw new StateError("link");
    }
    try {
        return unpacked(JSON.parse(decoded(packed)));
    } catch {
        throw new StateError("link"); // whatever is wrong with it, a person can only ask for a new one
    }
}

function unpacked([key, name, day, release, perspectives, chosen]) {
    return readTraject({
        id: key,
        naam: name,
        begonnen: day,
        uitgave: release,
        perspectieven: perspectives.map(([own, called, scores]) => ({ id: own, naam: called, scores })),
        gekozen: chosen,
    });
}

function encoded(content) {
    const bytes = Array.from(new TextEncoder().encode(content), (byte) => String.fromCharCode(byte)).join("");
    return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function decoded(packed) {
    const bytes = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
}

/** FNV-1a: finds an address that was cut off or edited, which is all that it is for. */
function checksum(content) {
    let sum = 0x811c9dc5;
    for (const one of content) {
        sum = Math.imul(sum ^ one.codePointAt(0), 0x01000193);
    }
    return (sum >>> 0).toString(36);
}
