// What may come in from outside, value by value. Whatever is not understood is refused with a word from words.toml.

/** Why something was refused; `reason` is a key of the words under `refused`. */
export class StateError extends Error {
    constructor(reason) {
        super(reason);
        this.name = "StateError";
        this.reason = reason;
    }
}

export const LONGEST_TEXT = 20_000;
export const LONGEST_NAME = 500;
export const MOST = 2_000;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 120;

/** Return what `object` itself holds under `key`, and nothing that it inherits. */
export function at(object, key) {
    return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Return `value` when it is a plain object, an empty one when it is not there. */
export function record(value) {
    if (value === undefined) {
        return {};
    }
    if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length > MOST) {
        throw new StateError("damaged");
    }
    return value;
}

/** Return `value` when it is a list that is not too long, an empty one when it is not there. */
export function list(value) {
    if (value === undefined) {
        return [];
    }
    if (!Array.isArray(value) || value.length > MOST) {
        throw new StateError("damaged");
    }
    return value;
}

/** Return `value` when it is text of at most `longest` characters, empty when it is not there. */
export function text(value, longest = LONGEST_TEXT) {
    if (value === undefined) {
        return "";
    }
    if (typeof value !== "string" || value.length > longest) {
        throw new StateError("damaged");
    }
    return value;
}

/** Return `value` when it can be the id of an item. */
export function id(value) {
    if (typeof value !== "string" || value.length > LONGEST_ID || !ID.test(value)) {
        throw new StateError("damaged");
    }
    return value;
}

/** Return `value` when it is one of `choices`. */
export function oneOf(choices, value) {
    if (!choices.includes(value)) {
        throw new StateError("damaged");
    }
    return value;
}

/** Return a copy of an object whose keys are ids, each value read by `read`. */
export function byIds(value, read) {
    return Object.fromEntries(Object.entries(record(value)).map(([key, one]) => [id(key), read(one)]));
}

/** Return `value` when it is a score. */
export function score(value) {
    if (!Number.isInteger(value) || value < 1 || value > 10) {
        throw new StateError("damaged");
    }
    return value;
}
