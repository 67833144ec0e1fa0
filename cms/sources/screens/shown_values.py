"""Values of a plan as an editor reads them: Dutch labels, days as 24-09-2020, ja and nee, rich text as text."""

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.fields import RichTextField
from wagtail.rich_text import get_text_for_indexing

from cms.content.fields import ChoiceListField, WordListField
from cms.sources.reading import Value
from cms.sources.screens.differences import Pieces, by_item, by_word, whole
from cms.vetting.levels import RecognitionLevel

_LEVELS: dict[str, str] = dict(RecognitionLevel.choices)
_RANKS = {level: rank for rank, level in enumerate(_LEVELS) if level != RecognitionLevel.NIET_ERKEND}


def field_of(model: Any, name: str) -> Any:
    """Return the field ``name`` of ``model``; None for what is no field of it, as the date of a recognition."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def shown(model: Any, name: str, value: Value | None) -> str:
    """Return ``value`` of the field ``name`` for eyes, empty when there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if name == "level":
        return _LEVELS.get(str(value), str(value))
    if name == "recognised_on":
        return _day(str(value))
    return _of_field(field_of(model, name), str(value))


def compared(model: Any, name: str, old: Value | None, new: Value | None) -> tuple[Pieces, Pieces]:
    """Return the old and the new value in pieces; nothing is marked of what did not exist before."""
    before, after = shown(model, name, old), shown(model, name, new)
    if old is None:
        return (), whole(after, differs=False)
    if name in {"level", "raw_label", "recognised_on"} or not before or not after or isinstance(new, bool):
        return whole(before, differs=before != after), whole(after, differs=before != after)
    is_list = isinstance(field_of(model, name), (ChoiceListField, WordListField))
    return by_item(before, after) if is_list else by_word(before, after)


def level_step(old: Value | None, new: Value | None) -> str:
    """Return in words whether a level rose or fell, empty when that cannot be said."""
    if not old or not new or old == new:
        return ""
    if RecognitionLevel.NIET_ERKEND in (old, new):
        return "niet meer erkend" if new == RecognitionLevel.NIET_ERKEND else "weer erkend"
    if str(old) not in _RANKS or str(new) not in _RANKS:
        return ""
    return "niveau hoger" if _RANKS[str(new)] > _RANKS[str(old)] else "niveau lager"


def _day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    except ValueError:
        return value


def _of_field(field: Any, value: str) -> str:
    if isinstance(field, ChoiceListField):
        labels = dict(field.choice_list.choices) if field.choice_list else {}
        return ", ".join(str(labels.get(word, word)) for word in value.split(", "))
    if isinstance(field, RichTextField):
        return " ".join(str(get_text_for_indexing(value)).split())
    labels = dict(getattr(field, "flatchoices", None) or ())
    return str(labels.get(value, value))
