"""Where it is on record who did what to an item: Wagtail's log, its revisions, and the observations."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cms.vetting.models import Observation
from cms.written import Written
from publishing.freezing.kinds import BY_MODEL
from publishing.rounds.entries import Entry

Key = tuple[str, str]  # kind and primary key, as the log writes it
Kinds = tuple[tuple[int, str], ...]  # the key of a content type, and the name of its kind
_LOGGED = ("content_type_id", "user_id", "timestamp", "action", "revision_id", "content_changed")
_REVISION = ("content_type_id", "user_id", "created_at", "pk")
_OBSERVED = ("intervention_id", "entered_by_id", "entered_at", "retracted_by_id", "retracted_at", "recognised_on")


class Place(NamedTuple):
    """Where one item of the workshop is found."""

    kind: str
    pk: int


def every_entry(only: Place | None) -> Iterator[tuple[Key, Entry]]:
    """Yield all that is on record, of every item or of one. Four queries."""
    types = ContentType.objects.get_for_models(*BY_MODEL, for_concrete_models=False)
    kinds = tuple((found.pk, BY_MODEL[model].name) for model, found in types.items())
    yield from _logged(PageLogEntry, "page_id", kinds, only)
    yield from _logged(ModelLogEntry, "object_id", kinds, only)
    yield from _revisions(kinds, only)
    yield from _observations(only)


def _logged(log: type[Model], key: str, kinds: Kinds, only: Place | None) -> Iterator[tuple[Key, Entry]]:
    names = dict(kinds)
    for pk, kind, person, at, action, revision, is_change in _of(log, key, _LOGGED, kinds, only):
        yield (
            (names[kind], str(pk)),
            Entry(person=person, at=at, action=action, revision=revision or 0, is_change=is_change),
        )


def _revisions(kinds: Kinds, only: Place | None) -> Iterator[tuple[Key, Entry]]:
    names = dict(kinds)
    for pk, kind, person, at, number in _of(Revision, "object_id", _REVISION, kinds, only):
        entry = Entry(person=person, at=at, action="wagtail.edit", revision=number, is_change=True)
        yield (names[kind], str(pk)), entry


def _observations(only: Place | None) -> Iterator[tuple[Key, Entry]]:
    """Who enters or takes back a fact changes what the document of an intervention says."""
    kind = "interventie"
    if only is not None and only.kind != kind:
        return
    rows = _observed().filter(intervention=only.pk).iterator() if only else _all_observed().values(DEFAULT_DB_ALIAS)
    for pk, entered_by, entered_at, retracted_by, retracted_at, day in rows:
        key = (kind, str(pk))
        yield key, Entry(person=entered_by, at=entered_at, action="observation", is_change=True, recognised_on=day)
        if retracted_at is not None:
            yield key, Entry(person=retracted_by, at=retracted_at, action="retraction", is_change=True)


def _observed() -> QuerySet[Any, Any]:
    return Observation.objects.exclude(intervention=None).order_by().values_list(*_OBSERVED)


@lru_cache(maxsize=1)
def _all_observed() -> Written:
    return Written(_observed())


def _of(log: type[Model], key: str, fields: tuple[str, ...], kinds: Kinds, only: Place | None) -> Iterator[Any]:
    if only is None:
        return _all_of(log, key, fields, kinds).values(DEFAULT_DB_ALIAS)
    wanted = tuple(one for one in kinds if one[1] == only.kind)
    return _rows(log, key, fields, wanted).filter(**{key: only.pk}).iterator()


@lru_cache(maxsize=16)
def _all_of(log: type[Model], key: str, fields: tuple[str, ...], kinds: Kinds) -> Written:
    return Written(_rows(log, key, fields, kinds))


def _rows(log: type[Model], key: str, fields: tuple[str, ...], kinds: Kinds) -> QuerySet[Any, Any]:
    rows = log._default_manager.filter(content_type__in=[pk for pk, _ in kinds])
    return rows.order_by().values_list(key, *fields)
