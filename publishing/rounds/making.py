"""Makes of an item the document that a freeze at the round's date would make of it, and what the round needs of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from publishing.checks.base import Surroundings
from publishing.checks.registry import findings_on
from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.checking import surroundings_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import freeze_item
from publishing.freezing.kinds import ContentKind
from publishing.freezing.noting import Notebook
from publishing.rounds.kept import Made
from publishing.rounds.parts import parts_of


@dataclass
class Making:
    """Makes documents of items; what it asks of ``context`` and ``notebook`` is noted when there is a notebook."""

    context: FreezeContext
    with_findings: bool
    notebook: Notebook | None = None
    uids: dict[str, Mapping[str, UUID]] = field(init=False)
    surroundings: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        context, day = self.context, self.context.reference_date
        left_out: Mapping[str, str] = context.left_out()
        self.uids = {kind: {public: uid for uid, public in ids.items()} for kind, ids in context.ids.items()}
        if self.notebook is not None:
            left_out = self.notebook.noting("left out", left_out)
            self.uids = {kind: self.notebook.noting(f"uids of {kind}", held) for kind, held in self.uids.items()}
            self.context = self.notebook.context(context)
        self.surroundings = surroundings_of(self.context.ready, reference_date=day, day=day, left_out=left_out)

    def make(self, item: Any, kind: ContentKind) -> Made:
        known = {
            "kind": kind.name,
            "uid": item.uid,
            "title": str(item) or f"nummer {item.pk}",
            "has_draft": item.has_unpublished_changes,
        }
        try:
            frozen = freeze_item(item, kind, self.context)
        except SchemaViolationError as error:
            return Made(**known, digest="", parts={}, problem=error.problem)
        document = frozen.document
        domain, used = self._uses(document)
        return Made(
            **known,
            digest=frozen.digest,
            parts=parts_of(document, frozen.digest, uid=item.uid, interventions=self.uids["interventie"]),
            # The rules on one document as of the reference date; those on a whole release wait for it.
            findings=tuple(findings_on(document, self.surroundings)) if self.with_findings else (),
            domain=item.uid if kind.name == "domein" else domain,
            used=used,
        )

    def _uses(self, document: Document) -> tuple[UUID | None, tuple[tuple[str, UUID], ...]]:
        """Return the domain of a recommendation, and what it uses."""
        if not isinstance(document, Recommendation):
            return None, ()
        named = [("interventie", link.intervention) for link in document.interventions]
        named += [("praktijkvoorbeeld", example) for example in document.practice_examples]
        used = ((kind, self.uids[kind].get(public_id)) for kind, public_id in named)
        return self.uids["domein"].get(document.domain), tuple((kind, uid) for kind, uid in used if uid is not None)
