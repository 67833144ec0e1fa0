"""What changed, in Dutch sentences for who never saw a comparison before."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from publishing.checks.base import LeftOut
from publishing.freezing.dutch import capitalised, day_in_words
from publishing.freezing.recognised import level_in_words, register_in_words
from publishing.releases.changes import Change, LevelChange, Setting

SORT_WORDS = {"new": "nieuw", "changed": "gewijzigd", "moved": "verplaatst", "retired": "vervallen"}
STEP_WORDS = {
    "up": "niveau omhoog",
    "down": "niveau omlaag",
    "new": "nieuwe erkenning",
    "ended": "erkenning telt niet meer mee",
    "other": "datum of webadres van de erkenning",
}
LINK_WORDS = {"added": "erbij", "removed": "weg", "changed": "andere toelichting", "order": "andere volgorde"}
BLOCK_WORDS = {"changed": "gewijzigd", "added": "erbij", "removed": "weg"}


def sort_in_words(change: Change) -> str:
    """Return ``gewijzigd en verplaatst``."""
    also = " en verplaatst" if change.is_moved and change.change != "moved" else ""
    return SORT_WORDS[change.change] + also


def place_sentences(change: Change) -> Iterator[str]:
    """Yield where something went, ended or came from."""
    if change.returned:
        yield f"Stond er al eerder in, en verviel toen in uitgave {change.returned}."
    if change.moved_from:
        yield f"Stond eerst in het domein ‘{change.moved_from}’ en staat nu in ‘{change.domain}’."
    if change.is_moved:
        yield f"Staat nu na ‘{change.after}’." if change.after else "Staat nu vooraan."


def ending_sentences(change: Change, *, left_out: str = "") -> Iterator[str]:
    """Yield why something ended, and what takes its place. ``left_out`` is what a freeze knew when nobody said why."""
    if change.change != "retired":
        return
    if change.reason:
        yield f"Reden: {change.reason}{'' if change.reason.endswith(('.', '!', '?')) else '.'}"
    else:
        yield _LEFT_OUT.get(left_out, "Er is niet opgeschreven waarom.")
    if change.successor:
        yield f"In de plaats komt ‘{change.successor_title}’."


_LEFT_OUT: dict[str, str] = {
    LeftOut.UNVETTED: "Staat wel klaar, maar heeft in deze jaarronde geen oordeel dat geldt.",
    LeftOut.EXCLUDED: "Staat wel klaar, maar is na toetsing niet opgenomen.",
}


def level_sentences(change: Change) -> Iterator[tuple[LevelChange, str]]:
    """Yield what became of each recognition of an intervention."""
    times = Counter(one.register for one in change.levels)
    for one in change.levels:
        register = register_in_words(one.register)
        if times[one.register] > 1:
            register += f" (registratie {one.record})"
        yield one, _level_sentence(one, register, change)


def _level_sentence(one: LevelChange, register: str, change: Change) -> str:
    old = f"{level_in_words(one.old_level)}, erkend op {day_in_words(one.old_date)}" if one.old_date else ""
    new = f"{level_in_words(one.new_level)}, erkend op {day_in_words(one.new_date)}" if one.new_date else ""
    if one.what in ("up", "down"):
        way = "omhoog" if one.what == "up" else "omlaag"
        return f"{register}: niveau {way}. Was {old}. Wordt {new}."
    if one.what == "new":
        return f"{register}: {new}." if change.change == "new" else f"{register}: nieuwe erkenning. {capitalised(new)}."
    if one.what == "ended":
        return f"{register}: {old}." if change.change == "retired" else f"{register}: telt niet meer mee. Was {old}."
    if one.old_date != one.new_date and one.old_date and one.new_date:
        dates = f"De datum was {day_in_words(one.old_date)} en wordt {day_in_words(one.new_date)}."
        return f"{register}: het niveau bleef {level_in_words(one.new_level)}. {dates}"
    return f"{register}: het niveau bleef {level_in_words(one.new_level)}. Alleen het webadres is anders."


def counts_sentence(counts: dict[str, int]) -> str:
    """Return ``3 nieuw, 1 vervallen``, or that nothing changed."""
    return ", ".join(f"{count} {SORT_WORDS[name]}" for name, count in counts.items() if count) or "niets veranderd"


def setting_sentences(settings: Iterable[Setting]) -> Iterator[str]:
    """Yield what changed about the release itself."""
    for one in settings:
        old, new = (_setting(one.field, value) for value in (one.old, one.new))
        yield f"{_SETTING_WORDS.get(one.field, one.field)}: was {old}, wordt {new}."


_SETTING_WORDS = {
    "ijkdatum": "De ijkdatum",
    "schemaVersie": "De versie van de gegevens",
    "uitgever": "De uitgever",
    "licentie": "De licentie",
    "basisadres": "Het adres van de Wegwijzer",
}


def _setting(field: str, value: Any) -> str:
    if not value:
        return "leeg"
    return day_in_words(date.fromisoformat(value)) if field == "ijkdatum" else str(value)
