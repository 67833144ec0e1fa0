// A traject remembers what its release said. What is different in the release of today, and what of it was used.

import { at } from "./reading.js";

/** Return the items that differ, as {kind, id, title, change, used}; change is new, changed or gone. */
export function changesSince(traject, marks) {
    const used = usedIn(traject);
    return Object.keys(traject.bekend).flatMap((kind) => {
        const [before, now] = [traject.bekend[kind], marks[kind] ?? {}];
        const keys = [...new Set([...Object.keys(now), ...Object.keys(before)])];
        return keys.flatMap((key) => {
            const [old, fresh] = [at(before, key), at(now, key)];
            const change = old === undefined ? "new" : fresh === undefined ? "gone" : old[1] === fresh[1] ? "" : "changed";
            return change ? [{ kind, id: key, title: (fresh ?? old)[0], change, used: used.has(`${kind} ${key}`) }] : [];
        });
    });
}

/** Return the domains that have scores, notes or a choice in `traject` and that `domains` does not list. */
export function strangeDomains(traject, domains) {
    const known = new Set(domains.map((one) => one.id));
    const named = [
        ...traject.perspectieven.flatMap((one) => Object.keys(one.scores)),
        ...Object.keys(traject.notities),
        ...Object.keys(traject.gekozen),
    ];
    return [...new Set(named)].filter((one) => !known.has(one));
}

/** Return what a domain was called when it was scored, or its id when that was not remembered. */
export function rememberedTitle(traject, domain) {
    return at(traject.bekend.domein ?? {}, domain)?.[0] ?? domain.replaceAll("-", " ");
}

function usedIn(traject) {
    return new Set([
        ...traject.perspectieven.flatMap((one) => Object.keys(one.scores)).map((one) => `domein ${one}`),
        ...traject.plan.map((one) => `${one.soort} ${one.id}`),
    ]);
}
