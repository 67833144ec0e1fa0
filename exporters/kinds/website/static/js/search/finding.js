// Finding items that have every word, best first, in steps that are short enough to type on.

import { folded, wordsOf } from "./folding.js";

const LONGEST_SENTENCE = 180;

/** Return an item ready to be searched, of [kind, title, place, sentences, other words]. */
export function prepared([kind, title, place, text, others = ""]) {
    return { kind, title, place, text, head: ` ${folded(title)} `, body: ` ${folded(text)} ${folded(others)} ` };
}

/** Return how well `item` answers: 0 when a word is missing; a title weighs more than a text, a beginning more than a middle. */
export function weight(item, words) {
    let sum = 0;
    for (const word of words) {
        const found = weightOf(item, word);
        if (found === 0) {
            return 0;
        }
        sum += found;
    }
    return sum;
}

function weightOf(item, word) {
    if (item.head.includes(word)) {
        return item.head.includes(` ${word} `) ? 12 : item.head.includes(` ${word}`) ? 9 : 6;
    }
    if (item.body.includes(word)) {
        return item.body.includes(` ${word}`) ? 3 : 1;
    }
    return 0;
}

/** Return the items that answer `question`, best first. `pause` is awaited between steps; it says whether to go on. */
export async function find(items, question, pause, now, budget = 8) {
    const words = wordsOf(question);
    const found = [];
    let since = now();
    for (const item of words.length ? items : []) {
        const worth = weight(item, words);
        if (worth > 0) {
            found.push([worth, item]);
        }
        if (now() - since > budget) {
            if (!(await pause())) {
                return null;
            }
            since = now();
        }
    }
    return found.sort(([one], [other]) => other - one).map(([, item]) => item);
}

/** Return the first sentence of `text` with one of `words`, else the first one, cut to fit. */
export function sentenceWith(text, words) {
    const sentences = text.split(/(?<=[.!?])\s+/);
    const found = sentences.find((one) => words.some((word) => folded(one).includes(word))) ?? sentences[0];
    return found.length > LONGEST_SENTENCE ? `${found.slice(0, LONGEST_SENTENCE).trimEnd()}…` : found;
}
