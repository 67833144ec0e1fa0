"""What a correction changes: the text of an item, the item as the workshop has it, or that it ends."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from cms.accounts.models import User
from publishing.checks.references import references_of
from publishing.documents.base import Document
from publishing.documents.manifest import Entry
from publishing.documents.naming import name_of
from publishing.freezing.errors import DocumentError
from publishing.freezing.items import FrozenDocument, freeze_document
from publishing.releases.assembling import Address
from publishing.releases.corrections.beginning import checked_text
from publishing.releases.corrections.held import document_of, entry_of, titles_of
from publishing.releases.corrections.locking import workable
from publishing.releases.corrections.models import Action, Correction, CorrectionChange, CorrectionChanger
from publishing.releases.corrections.standing import change_at, changes_of
from publishing.releases.corrections.taking import read_workshop
from publishing.releases.errors import RefusedError
from publishing.releases.reading import manifest_of

_FIXED = ("number", "domain")  # fields that decide where an item stands, which a correction leaves as it is


def edit_item(
    *, correction: Correction, address: Address, document: Document, seen: str, by: User, at: datetime
) -> CorrectionChange:
    """Let ``document`` take the place of the released one, and return the change.

    ``seen`` is the digest of what the person began with: that of the base, or of the change before. Raise RefusedError
    when somebody else changed it since, when it is the same, or when it does not fit its schema or this release.
    """
    with transaction.atomic():
        held = workable(correction)
        entry = entry_of(held.base, address)
        _check_seen(held, entry, seen)
        try:
            frozen = freeze_document(document)
        except DocumentError as error:
            raise RefusedError(error.problem) from error
        _check_fits(held, entry, frozen)
        return _add(held, entry, Action.EDITED, frozen, by=by, at=at)


def take_item(*, correction: Correction, address: Address, seen: str, by: User, at: datetime) -> CorrectionChange:
    """Let the item as it stands ready in the workshop take the place of the released one, and return the change.

    ``seen`` is the digest of the workshop's document that was on screen. Raise RefusedError like ``edit_item``, and
    when the workshop does not have it ready, or a link leads out of the release.
    """
    with transaction.atomic():
        held = workable(correction)
        entry = entry_of(held.base, address)
        found = read_workshop(held.base, address)
        if found.frozen.digest != seen:
            raise RefusedError(f"'{found.title}' is intussen veranderd in de werkplaats. Bekijk het opnieuw.")
        _check_fits(held, entry, found.frozen, names=found.names)
        change = _add(held, entry, Action.TAKEN, found.frozen, by=by, at=at)
        hands = sorted(found.changers - {by.pk})
        CorrectionChanger.objects.bulk_create(CorrectionChanger(change=change, person_id=pk) for pk in hands)
        return change


def remove_item(
    *, correction: Correction, address: Address, reason: str, by: User, at: datetime, successor: str = ""
) -> CorrectionChange:
    """Let an item end in this correction, with why and maybe what takes its place; return the change.

    What refers to it still is a blocking finding of the freeze. Raise RefusedError without a reason, or for a successor
    that the release does not hold.
    """
    told = checked_text(reason, "de reden")
    with transaction.atomic():
        held = workable(correction)
        entry = entry_of(held.base, address)
        if successor:
            _check_successor(held, entry, successor)
        return _add(held, entry, Action.REMOVED, None, by=by, at=at, reason=told, successor=successor)


def withdraw_change(*, correction: Correction, address: Address, by: User, at: datetime) -> CorrectionChange:
    """Leave an item as it was released after all; raise RefusedError when nothing was changed about it."""
    with transaction.atomic():
        held = workable(correction)
        if change_at(held, *address) is None:
            raise RefusedError("Hieraan verandert deze correctie niets.")
        return _add(held, entry_of(held.base, address), Action.WITHDRAWN, None, by=by, at=at)


def _check_seen(correction: Correction, entry: Entry, seen: str) -> None:
    before = change_at(correction, entry.kind, entry.id)
    if seen not in ((before.digest,) if before and before.has_document else (entry.digest,)):
        who = f" door {before.by}" if before else ""
        raise RefusedError(f"Dit is intussen veranderd{who}. Open het opnieuw en verwerk je wijziging daarin.")


def _check_fits(
    correction: Correction, entry: Entry, frozen: FrozenDocument, names: dict[Address, str] | None = None
) -> None:
    """Raise RefusedError when the document is the released one, stands elsewhere, or refers to what is not there."""
    if frozen.digest == entry.digest:
        raise RefusedError(f"Er verandert niets: precies zo staat het in uitgave {correction.base.number}.")
    released = document_of(entry)
    for name in _FIXED:
        if getattr(released, name, None) != getattr(frozen.document, name, None):
            raise RefusedError(
                "Het staat in de werkplaats op een andere plaats: in een ander domein of onder een ander nummer. "
                "Verplaatsen kan niet in een correctie. Pas hier de tekst aan."
            )
    if strangers := _strangers(correction, frozen.document, names or {}):
        raise RefusedError(
            f"Dit verwijst naar wat niet in uitgave {correction.base.number} zit: {', '.join(strangers)}. "
            "Haal die verwijzing weg, of pas hier alleen de tekst aan."
        )


def _strangers(correction: Correction, document: Document, names: dict[Address, str]) -> list[str]:
    held = {(one.kind, one.id) for one in manifest_of(correction.base).documents}
    held -= {one.change.address for one in changes_of(correction) if one.change.action == Action.REMOVED}
    missing = [(kind, target) for _, kind, target in references_of(document) if (kind, target) not in held]
    known = {**titles_of(correction.base, missing), **names}
    return [f"{kind} '{known.get((kind, target), target)}'" for kind, target in dict.fromkeys(missing)]


def _check_successor(correction: Correction, entry: Entry, successor: str) -> None:
    gone = {one.change.address for one in changes_of(correction) if one.change.action == Action.REMOVED}
    held: Collection[Address] = {(one.kind, one.id) for one in manifest_of(correction.base).documents} - gone
    if successor == entry.id or (entry.kind, successor) not in held:
        raise RefusedError(f"Kies als vervanger een ander item van deze uitgave: '{successor}' kan het niet zijn.")


def _add(
    correction: Correction,
    entry: Entry,
    action: Action,
    frozen: FrozenDocument | None,
    *,
    by: User,
    at: datetime,
    **told: Any,
) -> CorrectionChange:
    return CorrectionChange.objects.create(
        correction=correction,
        kind=entry.kind,
        public_id=entry.id,
        title=name_of(msgspec.to_builtins(document_of(entry))),
        action=action,
        base_digest=entry.digest,
        digest="" if frozen is None else frozen.digest,
        body=b"" if frozen is None else frozen.body,
        by=by,
        at=at,
        **told,
    )
