"""An item as the workshop has it now, frozen for a correction: by the same builders, at the date of its base."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from publishing.checks.references import references_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import FrozenDocument, freeze_item
from publishing.freezing.names import titles_by_id
from publishing.freezing.snapshot import consistent_snapshot
from publishing.freezing.surroundings import read_context
from publishing.releases.assembling import Address
from publishing.releases.corrections.standing import how_made
from publishing.releases.errors import RefusedError
from publishing.releases.identities import released_ids
from publishing.releases.models import Release
from publishing.releases.round_gate import round_of
from publishing.rounds.changes import changers_since
from publishing.rounds.current import BY_NAME
from publishing.rounds.models import Round


@dataclass(frozen=True, kw_only=True)
class WorkshopItem:
    """``names`` gives what it refers to; ``changers`` are the people who changed it since the base was frozen."""

    title: str
    source: Any
    frozen: FrozenDocument
    names: dict[Address, str]
    changers: frozenset[int]


def read_workshop(base: Release, address: Address) -> WorkshopItem:
    """Return the item at ``address`` as it stands ready now; raise RefusedError with why it cannot be taken.

    Its recognitions are those that the round of the base decided on: what was found since is for the next release.
    """
    kind = BY_NAME[address[0]]
    round = round_behind(base)
    with consistent_snapshot() as alias:
        context = read_context(
            alias,
            reference_date=base.reference_date,
            fixed_ids=released_ids(),
            round=None if round is None else round.vetting,
        )
        item = kind.rows(alias).filter(uid=_uid_of(address, context)).first()
        if item is None:
            raise RefusedError("Dit item staat niet klaar in de werkplaats. Pas de tekst van de uitgave aan.")
        _check_vetted(address, context, base)
        try:
            frozen = freeze_item(item, kind, context)
        except SchemaViolationError as error:
            raise RefusedError(str(error)) from error
    frozen_at = base.latest_freeze.at
    changers = changers_since(address[0], item.pk, frozen_at=frozen_at, base_date=base.reference_date)
    wanted = [(kind_name, target) for _, kind_name, target in references_of(frozen.document)]
    names = titles_by_id(wanted, context)
    return WorkshopItem(title=str(item), source=item, frozen=frozen, names=names, changers=changers)


def source_of(address: Address) -> Any:
    """Return the page or snippet behind ``address``, ready or not; None when the workshop does not have it."""
    kind, public_id = address
    uids = [uid for uid, known in released_ids().get(kind, {}).items() if known == public_id]
    return BY_NAME[kind].model.objects.filter(uid__in=uids).first()


def round_behind(release: Release) -> Round | None:
    """Return the round whose verdicts ``release`` rests on; of a correction, that of the release it began with."""
    made = how_made(release)
    while made is not None:
        release = made.correction.base
        made = how_made(release)
    return round_of(release.latest_freeze)


def _uid_of(address: Address, context: FreezeContext) -> UUID | None:
    kind, public_id = address
    return next((uid for uid, known in context.ids[kind].items() if known == public_id), None)


def _check_vetted(address: Address, context: FreezeContext, base: Release) -> None:
    kind, public_id = address
    if kind == "interventie" and public_id not in context.ready[kind]:
        raise RefusedError(
            f"Deze interventie klopt niet meer met het oordeel waar uitgave {base.number} op rust. "
            "Pas de tekst van de uitgave aan, of laat haar vervallen."
        )
