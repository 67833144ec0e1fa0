// Keeping, sharing, bringing back and clearing what was filled in.

import { release } from "../release.js";
import { words } from "../words.js";
import { currentOf, emptyState, isFilled, withTraject } from "../state/model.js";
import { countScored } from "../state/figures.js";
import { fromFile, toFile } from "../state/file.js";
import { toFragment } from "../state/link.js";
import { StateError } from "../state/reading.js";
import { byId, el, fill } from "../parts/dom.js";
import { begin } from "../parts/frame.js";
import { releaseChange } from "../parts/release_change.js";
import { say } from "../parts/toast.js";
import { begun, current, download, edit, kept, newId, onChange, replace } from "../parts/store.js";

function draw() {
    const parts = [releaseChange(draw), trajects(), file(), current() && isFilled(current()) && link(), clear()];
    byId("bewaren").replaceChildren(...parts.filter(Boolean));
}

function panel(title, ...children) {
    return el("section", { class: "panel", "aria-label": title }, el("h2", {}, title), children);
}

function trajects() {
    const all = kept().trajecten;
    const name = current() && el("input", { id: "traject-naam", maxlength: 500, value: current().naam, autocomplete: "off", input: (event) => rename(event.target.value) });
    return panel(
        words.keep.trajects,
        !all.length && el("p", {}, words.keep.none),
        name && el("div", {}, el("label", { for: "traject-naam" }, words.keep.name), name),
        all.length > 1 && el("ul", { class: "trajects", role: "list" }, all.map(line)),
        el("p", { class: "hint" }, words.keep.again_hint),
        el("div", { class: "row" }, el("button", { type: "button", class: "second", click: beginAnother }, words.keep.again)),
    );
}

function line(one) {
    const isCurrent = one === currentOf(kept());
    const scored = Math.max(0, ...one.perspectieven.map((each) => countScored(each, release.domains)));
    const told = fill(words.keep.line, { day: one.begonnen || "?", number: one.uitgave || "?", count: scored });
    const open = () => {
        replace((now) => ({ ...now, huidig: one.id }));
        draw();
    };
    return el(
        "li",
        {},
        el("span", {}, el("b", {}, one.naam), el("span", { class: "quiet" }, ` ${told}`)),
        isCurrent ? el("span", {}, words.keep.open_now) : el("button", { type: "button", class: "plain", click: open }, words.keep.open, el("span", { class: "sr-only" }, `: ${one.naam}`)),
    );
}

function rename(name) {
    edit((draft) => (draft.naam = name));
}

function beginAnother() {
    replace((now) => begun(now, fill(words.traject.next_name, { count: now.trajecten.length + 1 })));
    draw();
    byId("traject-naam").focus();
}

function file() {
    const input = el("input", { type: "file", id: "bestand", accept: ".json,application/json", change: (event) => bring(event.target) });
    const save = () => download(toFile(kept()), words.keep.file_name);
    return panel(
        words.keep.file,
        el("p", {}, words.keep.file_hint),
        el("div", { class: "row" }, el("button", { type: "button", disabled: !kept().trajecten.length, click: save }, words.keep.save)),
        el("div", {}, el("label", { for: "bestand" }, words.keep.bring), input),
    );
}

async function bring(input) {
    const chosen = input.files[0];
    if (!chosen) {
        return;
    }
    try {
        const brought = fromFile(await chosen.text()).trajecten;
        if (!brought.length) {
            throw new StateError("empty");
        }
        replace((now) => brought.reduce((all, one) => withTraject(all, one, newId()), now));
        say(fill(brought.length === 1 ? words.keep.brought_one : words.keep.brought, { count: brought.length, name: brought.at(-1).naam }));
    } catch (error) {
        say(words.refused[error instanceof StateError ? error.reason : "unread"]);
    }
    draw();
    byId("bestand").focus();
}

function link() {
    const url = new URL("rapport.html", location.href);
    url.hash = toFragment(current());
    const shown = el("input", { id: "deel-link", readonly: true, value: url.href, focus: (event) => event.target.select() });
    const copy = async () => {
        try {
            await navigator.clipboard.writeText(url.href);
            say(words.keep.copied, { seconds: 6 });
        } catch {
            shown.focus();
            say(words.keep.not_copied);
        }
    };
    return panel(
        words.keep.link,
        el("p", {}, words.keep.link_hint),
        el("div", {}, el("label", { for: "deel-link" }, words.keep.link_label), shown),
        el("div", { class: "row" }, el("button", { type: "button", class: "second", click: copy }, words.keep.copy)),
    );
}

function clear() {
    const wipe = () => {
        const held = kept();
        replace(() => emptyState(), { told: true });
        say(words.keep.cleared, { label: words.undo, act: () => replace(() => held, { told: true }) });
        byId("wissen").focus();
    };
    return panel(
        words.keep.clear,
        el("p", {}, words.keep.clear_hint),
        el("div", { class: "row" }, el("button", { type: "button", id: "wissen", class: "second", click: wipe }, words.keep.clear_do)),
    );
}

onChange(draw);
begin(draw);
