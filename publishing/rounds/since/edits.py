"""Who changed which fields of an item, and when: what the logs know, told once for every version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from cms.vetting.models import Verdict
from publishing.rounds.changes import Change
from publishing.rounds.current import BY_NAME
from publishing.rounds.since.fields import Content, changed_fields, linked_names

_MOST = 200  # versions that are read; of older ones only who and when is told
_MAKING = ("gemaakt", "gewijzigd", "teruggezet")


@dataclass(frozen=True)
class Edit:
    """What one person did at one moment. ``fields`` is empty when nobody kept the version before it."""

    name: str
    at: datetime
    what: str
    fields: tuple[str, ...] = ()


def edits_of(kind: str, pk: int, changes: Sequence[Change]) -> list[Edit]:
    """Return ``changes`` to one item, oldest first; saving and making ready of one version by one person are one.

    Three queries at most, however many changes there are.
    """
    fields = _fields_by_version(kind, pk, {change.revision for change in changes} - {0})
    groups: dict[object, list[Change]] = {}
    for change in changes:
        key = (change.revision, change.person) if change.revision else object()
        groups.setdefault(key, []).append(change)
    return [_edit(group, fields) for group in groups.values()]


def verdict_edits(uid: UUID, *, since: datetime | None) -> list[Edit]:
    """Return who proposed and who decided about an intervention after ``since``. One query."""
    verdicts = Verdict.objects.filter(uid=uid).select_related("proposed_by", "decided_by").order_by("pk")
    if since is not None:
        verdicts = verdicts.filter(Q(proposed_at__gt=since) | Q(decided_at__gt=since))
    return [edit for verdict in verdicts for edit in _of_verdict(verdict) if since is None or edit.at > since]


def _of_verdict(verdict: Verdict) -> Iterable[Edit]:
    what = f"'{'opnemen' if verdict.is_included else 'niet opnemen'}' in {verdict.round_year}"
    yield Edit(str(verdict.proposed_by), verdict.proposed_at, f"oordeel {what} voorgesteld")
    if verdict.decided_by is not None and verdict.decided_at is not None:
        view = "akkoord" if verdict.agreed else "niet akkoord"
        yield Edit(str(verdict.decided_by), verdict.decided_at, f"{view} met oordeel {what}")


def _edit(group: Sequence[Change], fields: dict[int, tuple[str, ...]]) -> Edit:
    words = list(dict.fromkeys(change.what for change in group))
    if "gemaakt" in words and "gewijzigd" in words:
        words.remove("gewijzigd")
    last = group[-1]
    is_writer = any(word in _MAKING for word in words)
    return Edit(last.name, last.at, " en ".join(words), fields.get(last.revision, ()) if is_writer else ())


def _fields_by_version(kind: str, pk: int, wanted: set[int]) -> dict[int, tuple[str, ...]]:
    if not wanted:
        return {}
    model = BY_NAME[kind].model
    own = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False), object_id=str(pk)
    )
    newest: list[tuple[int, Content]] = list(own.order_by("-pk").values_list("pk", "content")[:_MOST])
    names = linked_names(model, [content for _, content in newest])
    return {
        number: tuple(changed_fields(model, before, content, names))
        for (number, content), (_, before) in pairwise(newest)
        if number in wanted
    }
