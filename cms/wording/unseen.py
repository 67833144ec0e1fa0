"""Signs that nobody sees and that no reader of a release can do anything with: control characters and their like."""

import re
from html import unescape
from typing import NamedTuple

# Unicode's C0 but tab and the two of a new line, DEL and C1, half of a surrogate pair, and two that are no character.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^>]*>")
_BEFORE = 20


class Unseen(NamedTuple):
    """The first such sign in a text: its 1-based position, its code point, and the words just before it."""

    position: int
    code: str
    before: str

    def __str__(self) -> str:
        where = f"vlak na '{self.before}'" if self.before else "aan het begin"
        return f"Op plaats {self.position}, {where}, staat een onzichtbaar teken ({self.code}). Haal het weg."


def find_unseen(text: str, *, is_html: bool = False) -> Unseen | None:
    """Return the first sign in ``text`` that nobody sees, None without one. Of HTML only what is read is counted."""
    if not UNSEEN.search(text):
        return None
    shown = unescape(_TAG.sub("", text)) if is_html else text
    found = UNSEEN.search(shown)
    if found is None:
        return Unseen(1, "in de opmaak", "")
    before = " ".join(shown[: found.start()][-_BEFORE:].split())
    return Unseen(found.start() + 1, f"U+{ord(found[0]):04X}", before)
