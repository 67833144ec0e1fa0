"""Freezes a correction: the documents of its base, byte for byte, with only the chosen ones changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction

from cms.accounts.models import User
from publishing.attempts.held import Held
from publishing.audit.actions import Action as Act
from publishing.checks.base import Finding
from publishing.checks.registry import new_inspection
from publishing.documents.kinds.accountability import ACCOUNTABILITY, Accountability
from publishing.documents.kinds.accountability import Correction as Told
from publishing.documents.manifest import Entry, Manifest
from publishing.documents.registry import KINDS
from publishing.freezing.accounting import Gathered
from publishing.freezing.checking import day_of
from publishing.freezing.freeze import Placed
from publishing.freezing.items import FrozenDocument
from publishing.releases.accounting import take_accountability
from publishing.releases.assembling import Address, Ending, assemble_manifest, whole_findings
from publishing.releases.bodies import erased_body
from publishing.releases.corrections.held import document_of, read_document
from publishing.releases.corrections.locking import workable
from publishing.releases.corrections.models import Action, Correction, CorrectionChange, CorrectionFreeze
from publishing.releases.corrections.standing import StandingChange, changes_of, made_by
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import FreezeResult, check_can_be_made, record_freeze, record_release, write_bodies
from publishing.releases.held_surroundings import surroundings_in
from publishing.releases.models import Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.redactions.holding import refuse_erased
from publishing.releases.redactions.models import redacted_digests
from publishing.releases.spool import Spool, new_spool

_KINDS = list(KINDS)
ERASED = "gewist"


@dataclass(frozen=True, kw_only=True)
class _Made:
    """What the new release consists of."""

    manifest: Manifest
    findings: list[Finding]


def freeze_correction(
    *, correction: Correction, by: User | None, at: datetime, held: Held | None = None
) -> FreezeResult:
    """Return the candidate that ``correction`` makes of its base; the same changes again are the same candidate.

    Nothing of it is read from the workshop. Raise RefusedError, with what to do, when there is nothing to change, when
    a change was not agreed to by somebody else, when something else went live, or the number is taken; LostLeaseError
    when ``held`` was taken over.
    """
    with transaction.atomic(), new_spool() as spool:
        if held is not None:
            held.check(held.clock())
        locked = workable(correction)
        check_can_be_made(locked.number)
        changes = changes_of(locked)
        _check_reviewed(locked, changes)
        predecessor = Release.objects.published().last()
        made = _make(spool, locked, [one.change for one in changes], predecessor, day_of(at))
        written = write_bodies(spool)
        release = record_release(made.manifest, predecessor)
        _record(release, locked, changes, made.findings, by=by, at=at)
        refuse_erased(made.manifest)
    return FreezeResult(release, written)


def _check_reviewed(correction: Correction, changes: list[StandingChange]) -> None:
    if not changes and not _erased(manifest_of(correction.base), {}):
        raise RefusedError(f"{correction} verandert nog niets. Kies eerst een item en zeg wat er anders moet.")
    if waiting := [str(one.change) for one in changes if not one.is_approved]:
        raise RefusedError(f"Nog niet akkoord door iemand anders: {', '.join(waiting)}. Laat dat eerst beoordelen.")


def _make(
    spool: Spool, correction: Correction, changes: list[CorrectionChange], predecessor: Release | None, day: date
) -> _Made:
    base = manifest_of(correction.base)
    by_address = {change.address: change for change in changes}
    gone = _erased(base, by_address)
    kept = [entry for entry in base.documents if _stays(entry, by_address, gone)]
    ids = {(entry.kind, entry.id) for entry in kept}
    gathered = Gathered()
    told = surroundings_in(ids, reference_date=base.reference_date, day=day)
    with new_inspection(told, changed=frozenset(by_address)) as inspection:
        for placed in _documents(kept, by_address):
            spool.take(placed)
            inspection.look_at(placed.frozen.document)
            gathered.see(placed.frozen.document)
        findings = inspection.findings()
    _account_for(spool, gathered, base, correction, changes, predecessor)
    manifest = assemble_manifest(
        spool.entries(),
        number=correction.number,
        reference_date=base.reference_date,
        predecessor=predecessor,
        endings={**{address: Ending(ERASED) for address in gone}, **dict(_endings(changes))},
    )
    return _Made(manifest=manifest, findings=[*findings, *whole_findings(manifest)])


def _erased(base: Manifest, changes: Mapping[Address, CorrectionChange]) -> set[Address]:
    """Return the items of the base that were erased and get no other text: these end, for there is nothing to keep."""
    digests = redacted_digests()
    erased = {(entry.kind, entry.id) for entry in base.documents if entry.digest in digests}
    return {address for address in erased if address not in changes and not KINDS[address[0]].is_single}


def _stays(entry: Entry, changes: Mapping[Address, CorrectionChange], gone: set[Address]) -> bool:
    if KINDS[entry.kind].is_single or (entry.kind, entry.id) in gone:
        return False
    return not _ends(entry, changes)


def _ends(entry: Entry, changes: Mapping[Address, CorrectionChange]) -> bool:
    change = changes.get((entry.kind, entry.id))
    return change is not None and change.action == Action.REMOVED


def _documents(entries: list[Entry], changes: Mapping[Address, CorrectionChange]) -> Iterator[Placed]:
    """Yield every document in the place that its item has in the base."""
    for place, (entry, body) in enumerate(bodies_of(entries, instead=erased_body)):
        change = changes.get((entry.kind, entry.id))
        held, digest = (body, entry.digest) if change is None else (_body_of(change), change.digest)
        frozen = FrozenDocument(read_document(entry.kind, held), digest, held)
        yield Placed((_KINDS.index(entry.kind), place), entry.kind, frozen)


def _body_of(change: CorrectionChange) -> bytes:
    return bytes(CorrectionChange.objects.values_list("body", flat=True).get(pk=change.pk))


def _account_for(
    spool: Spool,
    gathered: Gathered,
    base: Manifest,
    correction: Correction,
    changes: list[CorrectionChange],
    predecessor: Release | None,
) -> None:
    """Account for it: sources and what was left out are those of the base, for nobody looked again."""
    before = _accountability_of(base)
    retired = sum(change.action == Action.REMOVED for change in changes)
    take_accountability(
        spool,
        gathered=gathered,
        sources=before.sources if before else [],
        left_out={one.reason: one.count for one in before.left_out} if before else {},
        reference_date=base.reference_date,
        round_year=before.round_year if before else None,
        predecessor=predecessor,
        correction=Told(
            corrects=base.number, changed=len(changes) - retired, retired=retired, summary=correction.summary
        ),
    )


def _accountability_of(base: Manifest) -> Accountability | None:
    for entry in base.documents:
        if entry.kind == ACCOUNTABILITY and not redacted_digests([entry.digest]):
            document = document_of(entry)
            assert isinstance(document, Accountability)
            return document
    return None


def _endings(changes: list[CorrectionChange]) -> Iterator[tuple[Address, Ending]]:
    for change in changes:
        if change.action == Action.REMOVED:
            yield change.address, Ending(change.reason, change.successor or None)


def _record(
    release: Release,
    correction: Correction,
    changes: list[StandingChange],
    findings: list[Finding],
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Note what was found and how it was made, unless that is just what was noted last."""
    recorded = {"findings": msgspec.to_builtins(findings), "new_ids": {}, "round_year": None, "left_out": {}}
    keys = [one.change.pk for one in changes]
    if Release.objects.candidate(release.number) == release and release.was_frozen_with(**recorded):
        last = made_by(release.latest_freeze.pk)
        if last is not None and (last.correction_id, last.changes) == (correction.pk, keys):
            return
    freeze = record_freeze(release, recorded, action=Act.RELEASE_CORRECTED, by=by, at=at)
    CorrectionFreeze.objects.create(freeze=freeze, correction=correction, changes=keys)
