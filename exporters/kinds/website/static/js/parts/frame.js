// What every page does: read what is kept, take in a shared link, keep the site at hand, hear of notices.

import { release } from "../release.js";
import { words } from "../words.js";
import { isFilled, withTraject } from "../state/model.js";
import { fromFragment } from "../state/link.js";
import { address, fill } from "./dom.js";
import { tellOfNotices } from "./notices.js";
import { say } from "./toast.js";
import { current, load, newId, replace } from "./store.js";

/** Begin the page; `draw` shows what is kept. */
export function begin(draw = () => {}) {
    load();
    takeInLink();
    addEventListener("hashchange", () => takeInLink() && draw());
    draw();
    if (current() !== undefined && isFilled(current())) {
        document.querySelectorAll("[data-again]").forEach((one) => (one.textContent = one.dataset.again));
    }
    if (!document.documentElement.hasAttribute("data-voorbeeld")) {
        addEventListener("load", () => {
            keepAtHand();
            tellOfNotices();
        });
    }
}

function takeInLink() {
    let shared = null;
    try {
        shared = fromFragment(location.hash);
    } catch {
        say(words.refused.link);
    }
    if (shared === null) {
        return false;
    }
    history.replaceState(null, "", location.pathname + location.search); // not again on a reload
    replace((now) => withTraject(now, { ...shared, naam: fill(words.traject.shared_name, { name: shared.naam }) }, newId()));
    say(fill(words.traject.shared, { name: shared.naam }));
    if (shared.uitgave !== release.number) {
        say(fill(words.traject.other_release, { old: shared.uitgave, now: release.number }));
    }
    return true;
}

async function keepAtHand() {
    if (!("serviceWorker" in navigator) || !isSecureContext) {
        return;
    }
    const registration = await navigator.serviceWorker.register(address("sw.js")).catch(() => null);
    if (!registration) {
        return; // refused: the site works without, only not without a connection
    }
    const offer = () => {
        const waiting = registration.waiting;
        if (waiting && navigator.serviceWorker.controller) {
            navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
            say(words.fresh, { label: words.reload, act: () => waiting.postMessage("nu") });
        }
    };
    offer();
    registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", offer);
    });
}
