"""Reads what is other about one item than in a release that somebody hands over. Constant queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from publishing.documents.base import Document
from publishing.documents.difference import Differences
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.compared import FieldDifference, compare_documents, compare_html
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import freeze_item
from publishing.freezing.names import names_in
from publishing.rounds.changes import changes_since
from publishing.rounds.current import BY_NAME, context_at
from publishing.rounds.models import Round
from publishing.rounds.parts import rest_of, texts_of
from publishing.rounds.since.around import Around, changed_around
from publishing.rounds.since.drafts import draft_of
from publishing.rounds.since.edits import Edit, edits_of, verdict_edits

_USED = frozenset({"interventie", "praktijkvoorbeeld", "domein"})


@dataclass(frozen=True, kw_only=True)
class Then:
    """A release as it is to one item: rounds know no releases, and whoever asks hands this over.

    ``document`` is None when the release does not hold the item, or holds it no more. ``frozen_at`` is when the
    workshop was read. ``recommendations`` reads all those of the release.
    """

    number: str
    reference_date: date
    frozen_at: datetime
    document: Document | None
    recommendations: Callable[[], Iterable[Recommendation]]


@dataclass(frozen=True, kw_only=True)
class Version:
    """The item now, or a draft of it. ``problem`` says why it can be no document; it has no ``differences`` then."""

    differences: tuple[FieldDifference, ...] = ()
    problem: str = ""
    document: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Since:
    """What is other. ``ready`` is None for what does not stand ready, ``draft`` where no newer draft waits.

    A draft is laid beside what stands ready, and when nothing does, beside the release.
    """

    ready: Version | None
    draft: Version | None
    edits: tuple[Edit, ...]
    around: tuple[Around, ...]

    @property
    def is_same(self) -> bool:
        """Whether what stands ready, and what stands around it, is as the release holds it."""
        return self.ready is not None and not (self.ready.differences or self.ready.problem or self.around)


def read_since(kind: str, source: Any, then: Then | None, *, today: date) -> Since:
    """Return what is other about ``source``, a page or snippet, than in ``then``; without that, all that was done.

    It is looked at as of the open round; without one as of the release; without that as of ``today``.
    """
    context = _context(then, today)
    base = None if then is None else then.document
    differences = Differences()
    row = BY_NAME[kind].rows("default").filter(pk=source.pk).first()
    ready = None if row is None else _version(row, kind, base, context, differences)
    beside = ready.document if ready is not None and ready.document is not None else base
    draft = draft_of(source)
    around = changed_around(kind, source, then.recommendations(), context) if then and kind in _USED else []
    return Since(
        ready=ready,
        draft=None if draft is None else _version(draft, kind, beside, context, differences),
        edits=tuple(_edits(kind, source, then)),
        around=tuple(around),
    )


def _context(then: Then | None, today: date) -> FreezeContext:
    round = Round.objects.open().first()
    if round is not None:
        return context_at(round.reference_date, round.vetting)
    return context_at(today if then is None else then.reference_date)


def _version(item: Any, kind: str, base: Document | None, context: FreezeContext, differences: Differences) -> Version:
    try:
        document = freeze_item(item, BY_NAME[kind], context).document
    except SchemaViolationError as error:
        return Version(problem=error.problem)
    if base is None:
        return Version(document=document)
    return Version(document=document, differences=tuple(_compared(base, document, context, differences)))


def _compared(
    old: Document, new: Document, context: FreezeContext, differences: Differences
) -> Iterator[FieldDifference]:
    """Yield the fields that differ; each tailored text is a field of its own."""
    names: Mapping[str, str] = {**names_in(old, context), **names_in(new, context)}
    uids = {public_id: uid for uid, public_id in context.ids["interventie"].items()}
    rest = (rest_of(one, interventions=uids) for one in (old, new))
    yield from compare_documents(*rest, names=names, differences=differences)
    then, now = (texts_of(one, interventions=uids) for one in (old, new))
    for pair in [*now, *(pair for pair in then if pair not in now)]:
        public_id = context.id_of("interventie", pair)
        label = f"Toelichting bij {names.get(public_id, public_id)}"
        found = compare_html(label, "".join(then.get(pair, ())), "".join(now.get(pair, ())), differences)
        if found is not None:
            yield found


def _edits(kind: str, source: Any, then: Then | None) -> list[Edit]:
    frozen_at = None if then is None else then.frozen_at
    base_date = None if then is None else then.reference_date
    made = edits_of(kind, source.pk, changes_since(kind, source.pk, frozen_at=frozen_at, base_date=base_date))
    judged = verdict_edits(source.uid, since=frozen_at) if kind == "interventie" else []
    return sorted([*made, *judged], key=lambda edit: edit.at)
