// Copies a digest that is shown shortened. Where the browser does not let us, the whole of it is shown instead. Listens
// on the document, for a part of the page may be shown anew.

const SHOWN = 2000; // milliseconds

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const said = button.querySelector("[data-copy-said]");
    const before = said.textContent;
    try {
        await navigator.clipboard.writeText(button.dataset.copy);
        said.textContent = "Gekopieerd";
        window.setTimeout(() => (said.textContent = before), SHOWN);
    } catch {
        button.parentElement.querySelector("code").textContent = button.dataset.copy;
        button.hidden = true;
    }
});
