"""All that a person needs to judge one item, read without the rest of its round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from cms.content.models import DomainPage, Intervention, RecommendationPage
from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.registry import KINDS
from publishing.freezing.context import FreezeContext
from publishing.freezing.items import freeze_item
from publishing.freezing.names import names_in
from publishing.rounds.asking import document_body
from publishing.rounds.current import BY_NAME, context_at, current_of
from publishing.rounds.models import RoundItem
from publishing.rounds.worklist import Row, read_row

_STEP_LENGTH = 4  # characters per level in treebeard's path


@dataclass(frozen=True, kw_only=True)
class WholeItem:
    """One item of a round. ``document`` is what would go out now; of a closed round, what was there when it closed.

    ``base`` is the document of the base release. Either is None when it does not exist or nobody keeps it.
    ``source`` is the page or snippet, whether ready or not; None when it was deleted. ``names`` gives the title of each
    public id, ``interventions`` the uid of each that is known.
    """

    row: Row
    document: Document | None
    base: Document | None
    source: Any
    names: Mapping[str, str]
    interventions: Mapping[str, UUID]
    domains: tuple[str, ...]

    @property
    def item(self) -> RoundItem:
        """The item itself."""
        return self.row.item

    @property
    def title(self) -> str:
        """What it is called now; what it was called when it came into the round, when it is not ready."""
        return self.row.current.title if self.row.current else self.item.title


def read_whole(item: RoundItem) -> WholeItem:
    """Return ``item`` as it stands now. The number of queries does not grow with the round."""
    context = context_at(item.round.reference_date, item.round.vetting)
    base = _kept(item, item.base_digest)
    if item.round.closed_at is not None:
        row, document = read_row(item, None, context), _kept(item, item.closing_digest)
    else:
        row, document = _as_it_is_now(item, context)
    return WholeItem(
        row=row,
        document=document,
        base=base,
        source=source_of(item.kind, item.uid),
        names={**_names(base, context), **_names(document, context)},
        interventions={public_id: uid for uid, public_id in context.ids["interventie"].items()},
        domains=_titles(_domains(row, document, context)),
    )


def _as_it_is_now(item: RoundItem, context: FreezeContext) -> tuple[Row, Document | None]:
    ready = BY_NAME[item.kind].rows("default").filter(uid=item.uid).first()
    current = None if ready is None else current_of(ready, item.kind, context)
    is_document = current is not None and not current.problem
    document = freeze_item(ready, BY_NAME[item.kind], context).document if is_document else None
    return read_row(item, current, context), document


def _kept(item: RoundItem, digest: str) -> Document | None:
    body = document_body(digest) if digest else None
    return None if body is None else msgspec.json.decode(body, type=KINDS[item.kind].shape)


def source_of(kind: str, uid: UUID) -> Any:
    """Return the page or snippet, an intervention that was merged away too; None when it was deleted."""
    model = BY_NAME[kind].model
    rows: Any = Intervention.every if model is Intervention else model.objects
    return rows.filter(uid=uid).first()


def _names(document: Document | None, context: FreezeContext) -> dict[str, str]:
    return {} if document is None else names_in(document, context)


def _domains(row: Row, document: Document | None, context: FreezeContext) -> Iterable[UUID]:
    """Return the domains that use the item now; of what is not ready or closed, those that were noted with it."""
    item = row.item
    if item.kind == "domein":
        return []
    if row.current is None:
        return row.domains
    if isinstance(document, Recommendation):
        return [uid for uid, public_id in context.ids["domein"].items() if public_id == document.domain]
    relation = {
        "interventie": "intervention_links__intervention",
        "praktijkvoorbeeld": "practice_links__practice_example",
    }
    if item.kind not in relation:
        return []
    ready: Any = RecommendationPage.objects.ready()
    users = ready.filter(**{f"{relation[item.kind]}__uid": item.uid})
    parents = {path[:-_STEP_LENGTH] for path in users.values_list("path", flat=True)}
    return [uid for path, (_, uid) in context.domains_by_path.items() if path in parents]


def _titles(domains: Iterable[UUID]) -> tuple[str, ...]:
    found = DomainPage.objects.filter(uid__in=list(domains)).in_reading_order()
    return tuple(found.values_list("title", flat=True))
