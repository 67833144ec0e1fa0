// Follows a task: asks how far it is, and shows the page anew when something changed. With data-progress-part only
// that part of the page is shown anew, so that nobody loses what they were typing elsewhere.

const EVERY = 1000; // milliseconds

async function showAnew(part) {
    if (!part) {
        window.location.reload();
        return;
    }
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
        window.location.reload(); // the page leads elsewhere now
        return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part);
    document.getElementById(part).replaceWith(fresh);
    fresh.querySelectorAll("[data-progress]").forEach(follow);
}

function follow(box) {
    const bar = box.querySelector("progress");
    const text = box.querySelector("[data-progress-text]");
    const late = (box.closest("section") ?? document).querySelector("[data-progress-late]");

    async function look() {
        try {
            const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
            if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
            const now = await answer.json();
            if (now.stage !== box.dataset.stage) {
                await showAnew(box.dataset.progressPart);
                return;
            }
            if (now.total) {
                bar.max = now.total;
                bar.value = now.done;
                text.textContent = `${now.done} van ${now.total} rijen`;
            }
            if (late) late.hidden = !now.late;
        } catch {
            text.classList.remove("w-sr-only");
            text.textContent = "De werkplaats antwoordt niet. We proberen het opnieuw.";
        }
        window.setTimeout(look, EVERY);
    }

    window.setTimeout(look, EVERY);
}

document.querySelectorAll("[data-progress]").forEach(follow);
