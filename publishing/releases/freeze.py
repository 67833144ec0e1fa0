"""Freeze: make a candidate of what is ready now. Read, then write, apart from each other."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from cms.accounts.models import User
from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.checks.base import Finding
from publishing.checks.registry import new_inspection
from publishing.documents.kinds.accountability import Source
from publishing.documents.manifest import Manifest, manifest_bytes
from publishing.freezing.accounting import Gathered
from publishing.freezing.checking import day_of, surroundings_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.freeze import freeze_content
from publishing.freezing.snapshot import consistent_snapshot
from publishing.freezing.sources import read_sources
from publishing.freezing.surroundings import read_context
from publishing.releases.accounting import take_accountability
from publishing.releases.assembling import Address, Ending, assemble_manifest, counts_of, whole_findings
from publishing.releases.audited import release_subject
from publishing.releases.endings import read_endings
from publishing.releases.errors import RefusedError
from publishing.releases.identities import known_ids, new_ids, released_ids
from publishing.releases.models import DocumentBody, Freeze, Publication, Release
from publishing.releases.models.document import known_digests
from publishing.releases.number import check_number, check_number_follows
from publishing.releases.redactions.holding import refuse_erased
from publishing.releases.round_gate import find_round, round_findings
from publishing.releases.spool import Spool, new_spool
from publishing.releases.steps import FreezeStep
from publishing.rounds.models import Round

_CHUNK = 500


@dataclass(frozen=True)
class FreezeResult:
    """The candidate, and how many documents it holds that no release or candidate held before."""

    release: Release
    written: int


def freeze_release(
    *,
    number: str,
    reference_date: date,
    by: User | None,
    at: datetime,
    round_year: int | None = None,
    held: Held | None = None,
) -> FreezeResult:
    """Return the candidate ``number`` made of all that is ready and taken in as of ``reference_date``.

    Without ``round_year`` the round with that date counts; without any, everything that is ready is in it and it
    cannot go out. The same content again is the same candidate; other content supersedes it. Raise RefusedError when
    the number is published or no number, or the round does not fit, FreezeRefusedError when items do not fit their
    schema, LostLeaseError when ``held`` was taken over meanwhile: then nothing is written.
    """
    check_can_be_made(number)
    round = find_round(reference_date=reference_date, year=round_year)
    predecessor = Release.objects.published().last()
    with new_spool() as spool:
        read = _read_content(spool, round, reference_date, day_of(at))
        _account_for(spool, read, round, reference_date, predecessor)
        manifest = assemble_manifest(
            spool.entries(), number=number, reference_date=reference_date, predecessor=predecessor, endings=read.endings
        )
        reach(FreezeStep.READ)
        recorded = _recorded(read, round, manifest)
        with transaction.atomic():
            if held is not None:
                held.check(held.clock())
            written = write_bodies(spool)
            reach(FreezeStep.DOCUMENTS_WRITTEN)
            release = record_release(manifest, predecessor)
            _note_freeze(release, recorded, by=by, at=at)
            refuse_erased(manifest)
    reach(FreezeStep.COMMITTED)
    return FreezeResult(release, written)


def _recorded(read: "_Read", round: Round | None, manifest: Manifest) -> dict[str, Any]:
    of_round = round_findings(round, manifest, known_ids(read.new_ids))
    return {
        "findings": msgspec.to_builtins([*read.findings, *of_round, *whole_findings(manifest)]),
        "new_ids": read.new_ids,
        "round_year": None if round is None else round.year,
        "left_out": read.left_out,
    }


def check_can_be_made(number: str) -> None:
    """Raise RefusedError when ``number`` is none, was published, or comes before one that was."""
    check_number(number)
    if Publication.objects.filter(number=number).exists():
        raise RefusedError(f"Uitgave {number} is al gepubliceerd. Kies het volgende nummer.")
    check_number_follows(number)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What one look at the content gave, beside the documents in the spool."""

    findings: list[Finding]
    new_ids: dict[str, dict[str, str]]
    endings: dict[Address, Ending]
    left_out: dict[str, str]
    exclusions: Counter[str]
    gathered: Gathered
    sources: list[Source]


def _read_content(spool: Spool, round: Round | None, reference_date: date, day: date) -> _Read:
    fixed_ids = released_ids()
    vetting = None if round is None else round.vetting
    with consistent_snapshot() as alias:
        context = read_context(alias, reference_date=reference_date, fixed_ids=fixed_ids, round=vetting)
        sources = _read_sources(alias, context, round)
        endings = read_endings(alias, context, fixed_ids, round)
        left_out = context.left_out()
        gathered = Gathered()
        surroundings = surroundings_of(context.ready, reference_date=reference_date, day=day, left_out=left_out)
        with new_inspection(surroundings) as inspection:
            for placed in freeze_content(alias, context):
                spool.take(placed)
                inspection.look_at(placed.frozen.document)
                gathered.see(placed.frozen.document)
            findings = inspection.findings()
    return _Read(
        findings=findings,
        new_ids=new_ids(context.ids, context.ready, fixed_ids),
        endings=endings,
        left_out=left_out,
        exclusions=Counter() if context.vetted is None else context.vetted.exclusions(),
        gathered=gathered,
        sources=sources,
    )


def _account_for(
    spool: Spool, read: _Read, round: Round | None, reference_date: date, predecessor: Release | None
) -> None:
    take_accountability(
        spool,
        gathered=read.gathered,
        sources=read.sources,
        left_out=read.exclusions,
        reference_date=reference_date,
        round_year=None if round is None else round.year,
        predecessor=predecessor,
    )


def _read_sources(alias: str, context: FreezeContext, round: Round | None) -> list[Source]:
    """Return the sources as the round knew them when it closed; never up to now, which is another moment every day."""
    included = None if context.vetted is None else context.vetted.included.keys()
    return read_sources(alias, uids=included, known_until=None if round is None else round.closed_at)


def write_bodies(spool: Spool) -> int:
    """Write the documents that are not there yet (copy on write), and return how many."""
    written = 0
    for chunk in spool.chunks(_CHUNK):
        known = known_digests([spooled.digest for spooled in chunk])
        missing = [spooled for spooled in chunk if spooled.digest not in known]
        # Another freeze may have written the same document since the look: the same name is the same bytes.
        DocumentBody.objects.bulk_create(
            [DocumentBody(digest=spooled.digest, body=spooled.body()) for spooled in missing], ignore_conflicts=True
        )
        written += len(missing)
    return written


def record_release(manifest: Manifest, predecessor: Release | None) -> Release:
    """Return the release of ``manifest``: the one that is there already when its bytes are the same."""
    data, digest = manifest_bytes(manifest)
    release, _ = Release.objects.get_or_create(
        digest=digest,
        defaults={
            "number": manifest.number,
            "reference_date": manifest.reference_date,
            "predecessor": predecessor,
            "schema_version": manifest.schema_version,
            "manifest": data,
            "counts": counts_of(manifest),
        },
    )
    reach(FreezeStep.RELEASE_WRITTEN)
    return release


def _note_freeze(release: Release, recorded: dict[str, Any], *, by: User | None, at: datetime) -> None:
    """Note what was found, unless that is just what was noted last."""
    if Release.objects.candidate(release.number) != release or not release.was_frozen_with(**recorded):
        record_freeze(release, recorded, action=Action.RELEASE_FROZEN, by=by, at=at)


def record_freeze(
    release: Release, recorded: dict[str, Any], *, action: Action, by: User | None, at: datetime
) -> Freeze:
    """Write what a freeze recorded, and put it on record as ``action``."""
    made = Freeze.objects.create(release=release, **recorded, at=at, actor=by)
    reach(FreezeStep.FREEZE_WRITTEN)
    details = {"vingerafdruk": release.digest}
    record(action=action, obj=release_subject(release.number), by=by, at=at, details=details)
    return made
