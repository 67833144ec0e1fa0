"""Writes the demo's snippets as an editor would: a revision, made ready. What is gone is no longer ready."""

from typing import Any

from cms.accounts.models import User
from cms.content import models as content
from cms.content.choices import PreventionLevel
from cms.content.services import make_ready
from cms.demo.identity import uid_of
from cms.demo.years import Item
from cms.sources.markdown import rich_text

_RICH = ("body", "summary", "explanation", "description")
_MODELS: dict[str, type[Any]] = {
    "texts": content.Text,
    "steps": content.Step,
    "selection_questions": content.SelectionQuestion,
    "definitions": content.Definition,
    "references": content.Reference,
    "interventions": content.Intervention,
    "practice_examples": content.PracticeExample,
}


def write_snippets(name: str, items: dict[Any, Item], *, by: User) -> dict[Any, Any]:
    """Bring the snippets of one file in line with ``items`` and return them by key."""
    model = _MODELS[name]
    written = {
        key: _write(model, key, _fields(model, item, place), by=by) for place, (key, item) in enumerate(items.items())
    }
    for gone in model.objects.filter(live=True).exclude(uid__in=[uid_of(model.__name__, key) for key in items]):
        gone.unpublish(user=by)
    return written


def _fields(model: type[Any], item: Item, place: int) -> Item:
    fields = {
        name: rich_text(value) if name in _RICH else value
        for name, value in item.items()
        if name != "observations" and (name != "key" or model is content.Text)
    }
    if "prevention_level" in fields:
        fields["prevention_level"] = PreventionLevel[fields["prevention_level"].upper()].value
    if hasattr(model, "sort_order"):
        fields["sort_order"] = place
    return fields


def _write(model: type[Any], key: Any, fields: Item, *, by: User) -> Any:
    uid = uid_of(model.__name__, key)
    item = model.objects.filter(uid=uid).first() or model(uid=uid, live=False)
    if item.live and all(getattr(item, name) == value for name, value in fields.items()):
        return item
    for name, value in fields.items():
        setattr(item, name, value)
    item.full_clean()
    item.save()
    item.save_revision(user=by)
    make_ready(item=item, by=by)
    return item
