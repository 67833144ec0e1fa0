// Small choices about how a page looks, for as long as the tab is open.

/** Return what was chosen under `name`, else `otherwise`. */
export function chosen(name, otherwise) {
    try {
        return sessionStorage.getItem(`wegwijzer-${name}`) ?? otherwise;
    } catch {
        return otherwise;
    }
}

/** Remember a choice; where that is forbidden it holds for this page only. */
export function choose(name, value) {
    try {
        sessionStorage.setItem(`wegwijzer-${name}`, value);
    } catch {
        return;
    }
}
