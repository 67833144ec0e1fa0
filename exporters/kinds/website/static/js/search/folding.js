// Words as people type them without thinking: no capitals, no accents, no signs.

/** Return `text` folded: its words with single spaces between them. */
export function folded(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
    return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Return the words that are searched for; very long ones are cut. */
export function wordsOf(question) {
    return [...new Set(folded(question).split(" ").filter(Boolean))].slice(0, 12).map((word) => word.slice(0, 60));
}
