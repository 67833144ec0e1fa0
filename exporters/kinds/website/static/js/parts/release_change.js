// When a traject was begun with another release: what is different, and a button that takes the new one in.

import { release } from "../release.js";
import { words } from "../words.js";
import { changesSince, rememberedTitle, strangeDomains } from "../state/changes.js";
import { el, fill } from "./dom.js";
import { current, edit, marks } from "./store.js";

/** Return what to tell of the release that the traject was begun with, null when that is this one. */
export function releaseChange(redraw) {
    const traject = current();
    const strange = traject ? strangeDomains(traject, release.domains) : [];
    if (!traject || (traject.uitgave === release.number && !strange.length)) {
        return null;
    }
    const more = el("div", {});
    const told = traject.uitgave || words.change.unknown;
    return el(
        "section",
        { class: "panel warning no-print", "aria-label": words.change.title },
        traject.uitgave !== release.number && el("p", {}, fill(words.change.told, { old: told, now: release.number })),
        strange.length > 0 && el("p", {}, fill(words.change.strange, { titles: strange.map((one) => `‘${rememberedTitle(traject, one)}’`).join(", ") })),
        more,
        traject.uitgave !== release.number &&
            el(
                "div",
                { class: "row segments" },
                Object.keys(traject.bekend).length > 0 &&
                    el("button", { type: "button", class: "second", click: () => showChanges(more, traject) }, words.change.show),
                el("button", { type: "button", class: "second", click: () => take(redraw) }, fill(words.change.take, { now: release.number })),
            ),
    );
}

async function showChanges(more, traject) {
    const found = await marks().catch(() => null);
    if (found === null) {
        more.replaceChildren(el("p", { role: "status" }, words.change.away));
        return;
    }
    const changes = changesSince(traject, found);
    const parts = ["gone", "changed", "new"].map((change) => group(change, changes.filter((one) => one.change === change)));
    more.replaceChildren(el("div", { role: "status" }, changes.length ? parts : el("p", {}, words.change.none)));
}

function group(change, found) {
    const line = (one) =>
        el("li", {}, `${words.kinds[one.kind]}: ${one.title}`, one.used && el("b", {}, ` (${words.change.used})`));
    return found.length > 0 && [el("h3", {}, fill(words.change[change], { count: found.length })), el("ul", {}, found.map(line))];
}

async function take(redraw) {
    const found = await marks().catch(() => ({}));
    edit((draft) => {
        draft.uitgave = release.number;
        draft.bekend = found;
    });
    redraw();
}
