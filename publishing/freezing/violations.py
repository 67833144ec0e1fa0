"""Why a document does not fit its schema, in words that an editor can do something with."""

import re
from collections.abc import Iterator
from typing import Any

from cms.wording.unseen import find_unseen
from publishing.freezing.shown import label_of

_PATH = re.compile(r"(?P<said>.*) - at `\$(?P<path>[^`]*)`", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")

# What msgspec says, and what it means to who filled in the field; the number is put in its place.
_MEANINGS = tuple(
    (re.compile(said, re.DOTALL), meant)
    for said, meant in (
        (r"Expected `str` of length >= 1", "is leeg. Vul het in."),
        (r"Expected `str` of length >= (.+)", "is korter dan {} tekens. Vul het aan."),
        (r"Expected `str` of length <= (.+)", "is langer dan {} tekens. Kort het in."),
        (r"Expected `(?:int|float)` >= (.+?)(?:\.0)?", "is lager dan {}. Kies een hoger getal."),
        (r"Expected `(?:int|float)` <= (.+?)(?:\.0)?", "is hoger dan {}. Kies een lager getal."),
        (r"Expected `str` matching regex .*", "heeft niet de vorm die hier hoort. Vraag de beheerder om hulp."),
        (r"Invalid enum value (.+)", "is {}, en dat is hier geen keuze. Kies iets uit de lijst."),
        (r"Invalid RFC3339 encoded date", "is geen datum. Kies een datum."),
        (r"Expected `.+`, got `null`", "is leeg. Vul het in."),
        (r"Expected `.+`, got `.+`", "is iets anders dan hier past. Vraag de beheerder om hulp."),
        (r"Object missing required field `(.+)`", "mist een deel: {}. Vul het in."),
    )
)
_NUMBER = re.compile(r"safe integer domain|not representable")


def violation(error: Exception, plain: Any) -> str:
    """Return in Dutch what ``error`` says of the document ``plain``: which field, what is wrong, what to do."""
    if told := unseen_in(plain):
        return told
    if isinstance(error, UnicodeError):
        return "In een van de teksten staat een half teken. Plak die tekst opnieuw, zonder opmaak."
    if _NUMBER.search(str(error)):
        return "Er staat een getal in dat te groot is. Kies een kleiner getal."
    located = _PATH.fullmatch(str(error))
    said, path = (located["said"], located["path"]) if located else (str(error), "")
    return f"{_label(path)} {_meaning(said)}"


def unseen_in(plain: Any) -> str:
    """Return where in the document ``plain`` a sign stands that nobody sees; empty without one."""
    for path, text in _texts(plain, ""):
        if found := find_unseen(text, is_html=text.startswith("<")):
            return f"{_label(path)}: {str(found)[:1].lower()}{str(found)[1:]}"
    return ""


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from _texts(held, f"{path}.{name}")
    elif isinstance(value, list):
        for place, held in enumerate(value):
            yield from _texts(held, f"{path}[{place}]")


def _label(path: str) -> str:
    """Return ``.erkenningen[0].webadres`` as ``Erkenningen, nummer 1, Webadres``."""
    steps = [label_of(name) if name else _place(place) for name, place in _STEP.findall(path)]
    return ", ".join(steps) or "Het geheel"


def _place(place: str) -> str:
    return f"nummer {int(place) + 1}" if place.isdecimal() else "een van de rijen"


def _meaning(said: str) -> str:
    for pattern, meant in _MEANINGS:
        if found := pattern.fullmatch(said):
            return meant.format(*found.groups())
    return f"past niet: {said}"
