// What the scores of a traject come to.

import { at } from "./reading.js";

/** Return the scores of one domain, by perspective; perspectives without one are left out. */
export function scoresOf(traject, domain) {
    return traject.perspectieven
        .map((one) => ({ id: one.id, name: one.naam, score: at(one.scores, domain) }))
        .filter((one) => one.score !== undefined);
}

/** Return the mean of the scores of a domain, null when there is none. */
export function meanOf(traject, domain) {
    const found = scoresOf(traject, domain).map((one) => one.score);
    return found.length ? found.reduce((sum, one) => sum + one, 0) / found.length : null;
}

/** Return how far the perspectives lie apart, null with fewer than two. */
export function spreadOf(traject, domain) {
    const found = scoresOf(traject, domain).map((one) => one.score);
    return found.length > 1 ? Math.max(...found) - Math.min(...found) : null;
}

/** Return the perspectives that gave at least one score. */
export function speaking(traject) {
    return traject.perspectieven.filter((one) => Object.keys(one.scores).length > 0);
}

/** Return how many of `domains` have a score in `perspective`. */
export function countScored(perspective, domains) {
    return domains.filter((one) => at(perspective.scores, one.id) !== undefined).length;
}

const ORDERS = {
    lowest: (one) => one.mean,
    highest: (one) => -one.mean,
    apart: (one) => -(one.spread ?? -1),
};

/** Return `domains` with mean and spread: those with a score in `order`, then the others as they stand. */
export function ranked(traject, domains, order) {
    const found = domains.map((one) => ({ ...one, mean: meanOf(traject, one.id), spread: spreadOf(traject, one.id) }));
    const scored = found.filter((one) => one.mean !== null);
    const key = ORDERS[order];
    return [...scored.sort((one, other) => key(one) - key(other)), ...found.filter((one) => one.mean === null)];
}

/** Return the aim that fits a score: what is low can improve, what is high can grow stronger. */
export function fittingAim(mean) {
    return mean !== null && mean >= 6 ? "versterken" : "verbeteren";
}
