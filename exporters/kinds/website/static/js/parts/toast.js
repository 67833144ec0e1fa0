// Messages in a corner: they move nothing, are read aloud, and stay until somebody closes them.

import { words } from "../words.js";
import { el } from "./dom.js";

let corner = null;

/** Show `message`, with a button when there is something to do about it; return what takes it away. */
export function say(message, { label = "", act = null, seconds = 0 } = {}) {
    if (corner === null) {
        corner = el("div", { class: "toast", role: "status" });
        document.body.append(corner);
    }
    const close = () => shown.remove();
    const shown = el(
        "div",
        {},
        el("p", {}, message),
        act && el("button", { type: "button", class: "plain", click: () => (act(), close()) }, label),
        el("button", { type: "button", class: "plain", "aria-label": `${words.close}: ${message}`, click: close }, words.close),
    );
    corner.append(shown);
    if (seconds) {
        setTimeout(close, seconds * 1000);
    }
    return close;
}
