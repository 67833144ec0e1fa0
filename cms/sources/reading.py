"""What a reader hands over: the entries of a source, what is questionable in it, and what is wrong with it."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

Value = str | bool | int


class FindingRule(StrEnum):
    """What can be questionable in a source. None of these stops an import."""

    EMPTY_LINK = "empty-link"
    HTTP_LINK = "http-link"
    UNKNOWN_LINK = "unknown-link"
    VAGUE_LINK_TEXT = "vague-link-text"
    LABEL_SPELLING = "label-drift"
    LABEL_CAPITALS = "label-capitals"
    REPEATED_PASSAGE = "repeated-passage"
    CONVERSION_LEFTOVER = "conversion-leftover"
    FOREIGN_MARKUP = "foreign-markup"
    FOOTNOTE = "footnote"
    REFERENCE_WITHOUT_LINK = "reference-without-link"
    ENCODING = "encoding"
    UNKNOWN_SHEET = "unknown-sheet"
    MISSING_SHEET = "missing-sheet"
    UNKNOWN_COLUMN = "unknown-column"
    MISSING_COLUMN = "missing-column"
    UNUSED_COLUMN = "unused-column"
    CONTACT_COLUMN = "contact-column"
    UNKNOWN_WORD = "unknown-word"
    HIDDEN_SHEET = "hidden-sheet"


class Finding(Struct, frozen=True):
    """Something (bevinding) that an editor should look at, with its 1-based line in the source."""

    rule: FindingRule
    line: int
    message: str


class Problem(Struct, frozen=True):
    """Something wrong with one entry of the source: what, where, and what to do. It stops the import."""

    target: str
    key: str
    line: int
    message: str


class Entry(Struct, frozen=True):
    """One content item as the source gives it: a kind of content, its key, and the values of its fields."""

    target: str
    key: str
    line: int
    values: dict[str, Value]


class Reading(Struct, frozen=True):
    """A source, read to the end."""

    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


def join(readings: Iterable[Reading]) -> Reading:
    """Return several readings as one; findings in the order of their lines."""
    parts = list(readings)
    return Reading(
        entries=tuple(entry for part in parts for entry in part.entries),
        findings=tuple(sorted((finding for part in parts for finding in part.findings), key=lambda found: found.line)),
        problems=tuple(problem for part in parts for problem in part.problems),
    )
