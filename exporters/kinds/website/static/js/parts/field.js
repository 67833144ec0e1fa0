// A field of the plan. On paper its text stands in its place, however long it is.

import { el } from "./dom.js";

/** Return a labelled field; `typed` is called with its text. `rows` above one makes it a text area. */
export function field({ id, label, value, typed, rows = 1, hint = "" }) {
    const box = el("div", { class: "field", "data-value": value });
    const control = el(rows > 1 ? "textarea" : "input", {
        id,
        rows: rows > 1 ? rows : null,
        autocomplete: "off",
        maxlength: rows > 1 ? 20_000 : 500,
        "aria-describedby": hint ? `${id}-uitleg` : null,
        input: (event) => {
            box.dataset.value = event.target.value;
            typed(event.target.value);
        },
    });
    control.value = value;
    box.append(el("label", { for: id }, label), ...(hint ? [el("p", { class: "hint", id: `${id}-uitleg` }, hint)] : []), control);
    return box;
}
