"""English that somebody would read: words that Dutch does not have, in what a page shows or says aloud."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

# Words that stand in nearly every English sentence or button, and in no Dutch one.
ENGLISH = frozenset(
    [
        "about",
        "add",
        "added",
        "any",
        "are",
        "been",
        "browse",
        "cannot",
        "cancel",
        "change",
        "changed",
        "changes",
        "choose",
        "chosen",
        "clear",
        "click",
        "close",
        "comments",
        "copied",
        "could",
        "create",
        "created",
        "current",
        "delete",
        "deleted",
        "did",
        "does",
        "edit",
        "edited",
        "enter",
        "errors",
        "expand",
        "following",
        "found",
        "from",
        "has",
        "have",
        "here",
        "hide",
        "history",
        "if",
        "invalid",
        "last",
        "latest",
        "loading",
        "lock",
        "locked",
        "logged",
        "logout",
        "missing",
        "move",
        "must",
        "new",
        "next",
        "not",
        "notifications",
        "only",
        "other",
        "pages",
        "password",
        "permission",
        "permissions",
        "please",
        "previous",
        "publish",
        "published",
        "remove",
        "required",
        "reset",
        "results",
        "revision",
        "save",
        "saved",
        "saving",
        "schedule",
        "scheduled",
        "search",
        "select",
        "selected",
        "settings",
        "shortcuts",
        "show",
        "sign",
        "skip",
        "sort",
        "submitted",
        "successfully",
        "switch",
        "than",
        "the",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "toggle",
        "translation",
        "unknown",
        "unlock",
        "unpublish",
        "unlocked",
        "until",
        "updated",
        "usage",
        "user",
        "username",
        "users",
        "value",
        "view",
        "visible",
        "what",
        "where",
        "which",
        "with",
        "within",
        "yes",
        "you",
        "your",
    ]
)
# Code, which nobody reads as a sentence.
_UNREAD = ("script", "style", "code", "pre", "kbd", "svg", "template")
_SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-w-tooltip-content-value")
_TIME_ZONE = re.compile(r"[A-Z]\w+(?:/[\w+-]+)+")  # America/New_York is called so in Dutch too
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def english_in(text: str) -> list[str]:
    """Return the pieces of ``text``, a page, in which an English word stands."""
    if not text.strip():
        return []
    pieces = {" ".join(piece.split()) for piece in _said(text)}
    return sorted(piece for piece in pieces if ENGLISH & {word.lower() for word in _WORD.findall(piece)})


def _said(text: str) -> Iterator[str]:
    page: Any = html.fromstring(text)
    for part in page.iter():
        if isinstance(part.tag, str):
            yield from (part.get(name) or "" for name in _SPOKEN)
            yield from _written(part)


def _written(part: Any) -> Iterator[str]:
    if part.tag == "input" and part.get("type") in ("submit", "button"):
        yield part.get("value") or ""
    if part.tag not in _UNREAD and not _TIME_ZONE.fullmatch(part.text or ""):
        yield part.text or ""
    parent = part.getparent()
    if parent is not None and parent.tag not in _UNREAD:
        yield part.tail or ""
