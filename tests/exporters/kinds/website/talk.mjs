// Answers one question per line, so that a test in Python can ask the modules of the site thousands of things.

import { createInterface } from "node:readline";
import { readState, readTraject, withTraject, currentOf } from "./js/state/model.js";
import { fromFile, toFile } from "./js/state/file.js";
import { fromFragment, toFragment } from "./js/state/link.js";
import { changesSince, strangeDomains } from "./js/state/changes.js";
import { meanOf, ranked, spreadOf } from "./js/state/figures.js";
import { StateError } from "./js/state/reading.js";
import { folded } from "./js/search/folding.js";
import { find, prepared } from "./js/search/finding.js";

const ANSWERS = {
    toFile: (state) => toFile(readState(state)),
    fromFile: (content) => fromFile(content),
    toFragment: (traject) => toFragment(readTraject(traject)),
    fromFragment: (fragment) => fromFragment(fragment),
    withTraject: ([state, traject, id]) => withTraject(readState(state), readTraject(traject), id),
    currentOf: (state) => currentOf(readState(state)) ?? null,
    changesSince: ([traject, marks]) => changesSince(readTraject(traject), marks),
    strangeDomains: ([traject, domains]) => strangeDomains(readTraject(traject), domains),
    figures: ([traject, domain]) => [meanOf(readTraject(traject), domain), spreadOf(readTraject(traject), domain)],
    ranked: ([traject, domains, order]) => ranked(readTraject(traject), domains, order).map((one) => one.id),
    folded: (text) => folded(text),
    find: async ([rows, question]) => (await find(rows.map(prepared), question, async () => true, () => 0)).map((one) => one.title),
};

for await (const line of createInterface({ input: process.stdin })) {
    const [name, value] = JSON.parse(line);
    let answer;
    try {
        answer = { answer: await ANSWERS[name](value) };
    } catch (error) {
        answer = error instanceof StateError ? { refused: error.reason } : { crashed: String(error.stack) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
