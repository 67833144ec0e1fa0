/* Deciding on the rows of a plan: each choice is saved as it is made, and everything works from the keyboard.
   Without this script the same forms are sent one by one. */

const plan = document.getElementById("plan");
const said = plan.querySelector("[data-plan-said]");
const keys = plan.querySelector("[data-plan-keys]");
const further = plan.querySelector("[data-plan-further]");
const KEYS_OFF = "wegwijzer-sneltoetsen-uit";
const BY_KEY = { o: "accept", a: "reject", l: "later" };

plan.classList.add("plan--live");

let silence; // what went well need not stay in the way; what went wrong stays until something else is said
function say(text, isWrong = false) {
    clearTimeout(silence);
    if (!isWrong) silence = setTimeout(() => { said.textContent = ""; }, 8000);
    said.classList.toggle("is-wrong", isWrong);
    said.setAttribute("role", isWrong ? "alert" : "status");
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
}

/* ---- Rows ---- */

const cards = () => [...plan.querySelectorAll("[data-row-card]")];
const isOpen = (card) => card.dataset.open === "yes";
const cardOf = (element) => element?.closest?.("[data-row-card]") ?? null;

function focusOn(element) {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: element.offsetHeight > innerHeight * 0.7 ? "start" : "nearest" });
}

function goOn(card) {
    const all = cards();
    const place = all.indexOf(card);
    const next = [...all.slice(place + 1), ...all.slice(0, place)].find((one) => isOpen(one) && !one.dataset.later);
    if (next) focusOn(next);
    else if (further && !further.hidden) focusOn(further.querySelector("a"));
    else focusOn(card);
}

function step(forward) {
    const all = cards();
    const place = all.indexOf(cardOf(document.activeElement));
    if (place < 0) return focusOn(all[0]);
    const next = all[place + (forward ? 1 : -1)];
    if (next) focusOn(next);
    else if (forward && further && !further.hidden) focusOn(further.querySelector("a"));
}

function markFurther() {
    if (further) further.hidden = cards().some((card) => isOpen(card) && !card.dataset.later);
}

/* ---- Saving ---- */

const waiting = new Map(); // per row: what has to be sent after the request that is under way

function token(form) {
    // Signing in again, in another window, gives a new token.
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
}

async function ask(address, options = {}) {
    let answer;
    try {
        answer = await fetch(address, {
            ...options,
            credentials: "same-origin",
            redirect: "error",
            headers: { "X-Requested-With": "XMLHttpRequest", ...options.headers },
        });
    } catch {
        return { message: "Niet bewaard: geen verbinding. Wat je invulde staat er nog. Probeer het zo nog eens." };
    }
    if (answer.headers.get("content-type")?.startsWith("application/json")) {
        return { status: answer.status, ...(await answer.json()) };
    }
    if (answer.status === 403 || answer.status === 401) {
        return { message: "Niet bewaard: je bent uitgelogd. Log in in een nieuw tabblad en probeer het hier opnieuw." };
    }
    return { message: "Niet bewaard: er ging iets mis. Laad de pagina opnieuw en kijk wat er staat." };
}

function replace(card, html, focus) {
    const box = document.createElement("template");
    box.innerHTML = html.trim();
    const fresh = box.content.firstElementChild;
    const held = card.contains(document.activeElement) ? document.activeElement : null;
    const mark = held?.name ? `[name="${held.name}"]${held.type === "radio" ? `[value="${held.value}"]` : ""}` : "";
    card.replaceWith(fresh);
    if (focus === "same" && held) ((mark && fresh.querySelector(mark)) || fresh).focus({ preventScroll: true });
    return fresh;
}

/* Send a form of a card, and show what the server makes of it. `stay` leaves the focus where it is. */
async function send(form, { name, value, stay = false, later = false } = {}) {
    const card = cardOf(form);
    if (card.getAttribute("aria-busy") === "true") {
        waiting.set(card, { form, name, value, stay, later });
        return;
    }
    const body = new FormData(form);
    if (name) body.set(name, value);
    card.setAttribute("aria-busy", "true");
    const answer = await ask(form.action, { method: "POST", body, headers: { "X-CSRFToken": token(form) } });
    card.removeAttribute("aria-busy");
    const next = waiting.get(card);
    waiting.delete(card);
    // A key that was pressed too soon was meant for the next row; what was changed in this form is sent after all.
    if (next && answer.status === 200 && (answer.isOpen || next.name !== "alles")) {
        card.querySelectorAll("[name=versie]").forEach((one) => { one.value = answer.version; });
        show(answer);
        return send(next.form, next);
    }
    finish(card, answer, { stay, later });
}

function show(answer) {
    if (answer.safe !== undefined) plan.querySelector("[data-plan-safe]")?.replaceChildren(...parsed(answer.safe));
    if (answer.counts) plan.querySelector("[data-plan-counts]")?.replaceChildren(...parsed(answer.counts));
    if (answer.message) say(answer.message, answer.status !== 200);
}

function parsed(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    return box.content.childNodes;
}

function finish(card, answer, { stay, later }) {
    show(answer);
    if (!answer.card) return;
    const wasInside = card.contains(document.activeElement) || document.activeElement === document.body;
    const fresh = replace(card, answer.card, answer.status === 200 ? "same" : "");
    if (later) fresh.dataset.later = "yes";
    markFurther();
    if (answer.status !== 200) return focusOn(fresh.querySelector("[aria-invalid=true]") ?? fresh);
    if (!wasInside || stay) return;
    if (!answer.isOpen || later) goOn(fresh);
}

plan.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-row-form], [data-row-answer]")) return;
    event.preventDefault();
    const { name, value } = event.submitter ?? {};
    send(form, { name, value, later: name === "alles" && value === "later" });
});

/* A radio button that is reached with the arrow keys is only saved when it is left: others lie on the way. */
let byArrow = false;
plan.addEventListener("change", (event) => {
    const { target } = event;
    if (!target.matches(".row-choice input")) return;
    if (target.value === "edit") {
        if (!byArrow) openInputs(target);
    } else if (byArrow) target.closest("fieldset").dataset.unsaved = "yes";
    else send(target.form);
});
plan.addEventListener("focusout", (event) => {
    const group = event.target.closest("fieldset[data-unsaved]");
    if (!group || group.contains(event.relatedTarget)) return;
    delete group.dataset.unsaved;
    if (group.querySelector("input:checked")?.value !== "edit") send(group.querySelector("input").form, { stay: true });
});
plan.addEventListener("keydown", (event) => {
    const isChoice = event.target.matches(".row-choice input");
    byArrow = isChoice && event.key.startsWith("Arrow");
    if (!isChoice || event.key !== "Enter") return;
    event.preventDefault(); // else the first button of the form would be pressed
    delete event.target.closest("fieldset").dataset.unsaved;
    if (event.target.value === "edit") openInputs(event.target);
    else send(event.target.form);
});
plan.addEventListener("pointerdown", () => { byArrow = false; });

function openInputs(radio) {
    const first = radio.closest(".row-unit").querySelector(".row-inputs :is(input, textarea)");
    first?.focus();
    first?.select?.();
}

plan.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-row-change]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const card = cardOf(link);
    const answer = await ask(link.href);
    show(answer);
    if (answer.card) focusOn(replace(card, answer.card, ""));
});

/* What was typed is not thrown away by leaving the page. */
addEventListener("beforeunload", (event) => {
    const typed = [...plan.querySelectorAll(".row-inputs :is(input[type=text], textarea), .row-other input")];
    if (typed.some((one) => one.checkVisibility() && one.value !== one.defaultValue)) event.preventDefault();
});

/* ---- Keyboard ---- */

function keysAreOn() {
    return localStorage.getItem(KEYS_OFF) !== "1";
}

if (keys) {
    const box = keys.querySelector("[data-plan-keys-on]");
    keys.hidden = false;
    box.checked = keysAreOn();
    box.addEventListener("change", () => {
        localStorage.setItem(KEYS_OFF, box.checked ? "0" : "1");
        say(box.checked ? "Sneltoetsen staan aan." : "Sneltoetsen staan uit.");
    });
    addEventListener("keydown", onKey, { capture: true });
}

function isTyping(element) {
    return Boolean(element?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"));
}

function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysAreOn()) return;
    if (isTyping(event.target) || (event.target !== document.body && !plan.contains(event.target))) return;
    if (!press(event.key, event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
}

/* Return whether the key meant something here. */
function press(key, target) {
    if (key === "?") {
        keys.open = !keys.open;
        focusOn(keys.querySelector("summary"));
        return true;
    }
    const isOnCard = target === document.body || target.matches("[data-row-card]");
    if (key === "j" || (key === "ArrowDown" && isOnCard)) return step(true), true;
    if (key === "k" || (key === "ArrowUp" && isOnCard)) return step(false), true;
    const card = cardOf(target);
    return card ? pressOn(card, key) : false;
}

function pressOn(card, key) {
    const answer = /^[1-9n]$/.test(key) && card.querySelector(`[data-key="${key}"]`);
    if (answer) return answer.click(), true;
    const form = card.querySelector("[data-row-form]");
    if (key === "e") return edit(card);
    if (!(key in BY_KEY)) return false;
    if (form && isOpen(card)) send(form, { name: "alles", value: BY_KEY[key], later: key === "l" });
    else if (key === "l" && isOpen(card)) pass(card);
    else if (isOpen(card)) say("Zeg eerst waar deze rij over gaat.", true);
    else say("Hierover is al besloten. Kies Wijzigen om daarop terug te komen.");
    return true;
}

function pass(card) {
    card.dataset.later = "yes";
    markFurther();
    say("Deze vraag blijft open staan.");
    goOn(card);
}

function edit(card) {
    const radios = [...card.querySelectorAll(".row-choice input[value=edit]")];
    const isUndecided = (one) => !one.closest("fieldset").querySelector("input:checked:not([value=later])");
    const radio = radios.find(isUndecided) ?? radios[0];
    if (!radio) {
        const change = card.querySelector("[data-row-change]");
        change?.click();
        return Boolean(change);
    }
    radio.checked = true;
    openInputs(radio);
    return true;
}

/* What is decided has left this page, so the same address shows the next rows. No element is called "verder": the
   browser would move the focus there after this script did. */
further?.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", event.currentTarget.href);
    location.reload();
});
if (location.hash === "#verder") focusOn(cards().find(isOpen) ?? document.getElementById("rijen"));
