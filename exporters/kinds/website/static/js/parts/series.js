// The lines of the pictures: one per perspective that gave scores, and the mean of an earlier traject beside them.

import { words } from "../words.js";
import { at } from "../state/reading.js";
import { meanOf, speaking } from "../state/figures.js";
import { fill } from "./dom.js";

/** Return at most four series as {name, tone, value(domain id)}; value is null where there is no score. */
export function seriesOf(traject, earlier) {
    const own = speaking(traject).map((one) => ({ name: one.naam, value: (domain) => at(one.scores, domain) ?? null }));
    const before = earlier && { name: fill(words.report.before, { name: earlier.naam }), value: (domain) => meanOf(earlier, domain) };
    return [...own, ...(before ? [before] : [])].map((one, place) => ({ ...one, tone: `series-${(place % 4) + 1}` }));
}
