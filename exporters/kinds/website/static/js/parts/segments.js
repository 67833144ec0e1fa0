// One choice out of a few, as buttons that are radios: arrow keys, touch and screen readers all know them.

import { el } from "./dom.js";

/** Return a group named `legend` with `options` as [value, label]; `chosen` is called with a value. */
export function segments({ legend, name, options, value, chosen }) {
    const buttons = options.map(([key, label]) =>
        el(
            "label",
            {},
            el("input", { type: "radio", name, value: key, checked: key === value, change: () => chosen(key) }),
            el("span", {}, label),
        ),
    );
    return el("fieldset", {}, el("legend", {}, legend), el("div", { class: "segments" }, buttons));
}
