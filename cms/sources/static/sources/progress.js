// Follows a task: asks how far it is, and shows the page anew when the task has ended.

const EVERY = 1000; // milliseconds

function follow(box) {
    const bar = box.querySelector("progress");
    const text = box.querySelector("[data-progress-text]");
    const late = document.querySelector("[data-progress-late]");

    async function look() {
        try {
            const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
            if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
            const now = await answer.json();
            if (now.stage !== box.dataset.stage) {
                window.location.reload();
                return;
            }
            if (now.total) {
                bar.max = now.total;
                bar.value = now.done;
                text.textContent = `${now.done} van ${now.total} rijen`;
            }
            late.hidden = !now.late;
        } catch {
            text.textContent = "De werkplaats antwoordt niet. We proberen het opnieuw.";
        }
        window.setTimeout(look, EVERY);
    }

    window.setTimeout(look, EVERY);
}

document.querySelectorAll("[data-progress]").forEach(follow);
