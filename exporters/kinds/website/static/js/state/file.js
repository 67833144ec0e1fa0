// A state as a file that people keep, and back.

import { readState } from "./model.js";
import { StateError } from "./reading.js";

export const LARGEST = 5_000_000; // characters: a hundred times what a school fills in

/** Return the text of a file with everything in `state`. */
export function toFile(state) {
    return `${JSON.stringify(state, null, 2)}\n`;
}

/** Return the state in the text of a file; raise StateError for one that is damaged, of something else, or too new. */
export function fromFile(content) {
    if (content.length > LARGEST) {
        throw new StateError("large");
    }
    let value;
    try {
        value = JSON.parse(content.replace(/^\uFEFF/, ""));
    } catch {
        throw new StateError(content.trimStart().startsWith("{") ? "damaged" : "foreign");
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new StateError("foreign");
    }
    return readState(value);
}
