// The buttons that put a recommendation or an intervention in the plan, and take it out again.

import { words } from "../words.js";
import { planned } from "../state/model.js";
import { el } from "./dom.js";
import { say } from "./toast.js";
import { current, edit } from "./store.js";

/** Fill `place` with the button for one item, given as the plan holds it. */
export function choosingButton(place, item, redraw) {
    const traject = current();
    const isIn = traject !== undefined && planned(traject, item.soort, item.id, item.bij) !== undefined;
    const toggle = () => {
        if (isIn) {
            takeOut(item, redraw);
        } else {
            edit((draft) => draft.plan.push({ wie: "", wanneer: "", meten: "", ...item }));
        }
        redraw();
        place.querySelector("button")?.focus();
    };
    const label = isIn ? words.choose.is_in : words.choose.put_in;
    place.replaceChildren(
        el("button", { type: "button", class: "second", "aria-pressed": String(isIn), click: toggle }, label, el("span", { class: "sr-only" }, `: ${item.titel}`)),
    );
}

/** Take `item` out of the plan; what was filled in can be brought back. */
export function takeOut(item, redraw) {
    const matches = (one) => one.soort === item.soort && one.id === item.id && one.bij === item.bij;
    const place = current().plan.findIndex(matches);
    const held = current().plan[place];
    edit((draft) => draft.plan.splice(draft.plan.findIndex(matches), 1));
    if (held && (held.wie || held.wanneer || held.meten || held.soort === "eigen")) {
        const undo = () => {
            edit((draft) => draft.plan.splice(place, 0, held));
            redraw();
        };
        say(words.choose.out, { label: words.undo, act: undo });
    }
}
