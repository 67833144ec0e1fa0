// Runs before anything is shown, so that nothing moves: with scripts the page looks different from the first moment.
// Modules do not run from a file on disk; there the page stays as it is without scripts.
if (location.protocol !== "file:" && "noModule" in HTMLScriptElement.prototype) {
    document.documentElement.classList.add("js");
}
