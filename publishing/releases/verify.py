"""Verification: recompute every digest and name every difference. Repairs nothing."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connections
from django.dispatch import Signal

from publishing.attempts.immutability import GUARD as ATTEMPTS
from publishing.audit.immutability import GUARD as AUDIT
from publishing.audit.verifying import chain_problems
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.assembling import counts_of
from publishing.releases.audited import catalogue_heads
from publishing.releases.channels import live_channel
from publishing.releases.comparing.immutability import GUARD as COMPARISONS
from publishing.releases.corrections.immutability import GUARD as CORRECTIONS
from publishing.releases.delivering.sealing import seal_of
from publishing.releases.delivering.telling import event_id, message_of
from publishing.releases.errors import TamperedError
from publishing.releases.immutability import GUARD
from publishing.releases.models import CATALOGUE as CATALOGUE_KIND
from publishing.releases.models import DocumentBody, OutboxEntry, PackRecord, Release, ReleaseEvent
from publishing.releases.models.release import GROWING
from publishing.releases.outbox import current_catalogue
from publishing.releases.packs import built_pack
from publishing.releases.storage import release_store
from publishing.rounds.immutability import GUARD as ROUNDS
from publishing.store.base import MissingError
from publishing.store.catalogue import encode
from publishing.store.files import sha256_of
from publishing.store.layout import CATALOGUE, candidate_pack, public_pack
from publishing.store.pack_reader import Pack, PackError

_CHUNK = 500

# Sent with ``release`` for each release. Receivers return a list of Difference: exporters answer for their artefacts.
release_verified = Signal()


class Difference(NamedTuple):
    """Something that is not what was recorded: where, and what is wrong with it."""

    where: str
    problem: str


def verify_release(release: Release) -> list[Difference]:
    """Return every difference in a release's manifest, documents, packs and artefacts, and in the catalogue that leads
    to it.
    """
    return [*_release_differences(release), *(_catalogue_differences() if release.is_published else ())]


def _release_differences(release: Release) -> list[Difference]:
    manifest = bytes(release.manifest)
    if digest(manifest) != release.digest:
        where = f"inhoudslijst van {release.number}"
        return [Difference(where, "de bytes kloppen niet met de vingerafdruk van de uitgave")]
    found = [*_row_differences(release, read_manifest(manifest))]
    found += [*_document_differences(read_manifest(manifest).documents), *_pack_differences(release)]
    for _, answer in release_verified.send(sender=Release, release=release):
        differences: Any = answer  # django-stubs takes every receiver to return a string
        found.extend(differences)
    return found


def verify_store() -> list[Difference]:
    """Return every difference of the database, the catalogue, the packs and the artefacts, over all releases."""
    found = [
        Difference(f"trigger {name}", fault.value)
        for guard in (GUARD, ROUNDS, AUDIT, COMPARISONS, ATTEMPTS, CORRECTIONS)
        for name, fault in guard.faults(connections["default"]).items()
    ]
    for release in Release.objects.order_by("pk").iterator(chunk_size=1):
        found.extend(_release_differences(release))
    found.extend(_move_differences())
    found.extend(_catalogue_differences())
    found.extend(audit_differences())
    found.extend(_outbox_differences())
    found.extend(_undelivered())
    found.extend(_unknown_files())
    return found


def audit_differences() -> Iterator[Difference]:
    """Yield what is wrong with the chain of records, beside what the catalogue in the store says of it."""
    yield from (Difference("logboek", problem) for problem in chain_problems(catalogue_heads()))


def _row_differences(release: Release, manifest: Manifest) -> Iterator[Difference]:
    """Compare the columns, which are there to be asked for, with the manifest that they were taken from."""
    predecessor = None if release.predecessor is None else release.predecessor.digest
    for column, held, said in (
        ("nummer", release.number, manifest.number),
        ("ijkdatum", release.reference_date, manifest.reference_date),
        ("schemaversie", release.schema_version, manifest.schema_version),
        ("aantallen", release.counts, counts_of(manifest)),
        ("voorganger", predecessor, manifest.predecessor and manifest.predecessor.digest),
    ):
        if held != said:
            yield Difference(f"uitgave {release.number}, {column}", "is niet wat de inhoudslijst zegt")


def _document_differences(entries: list[Entry]) -> Iterator[Difference]:
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        held = DocumentBody.objects.in_bulk([entry.digest for entry in chunk])
        for entry in chunk:
            where = f"document {entry.kind}/{entry.id} ({entry.digest})"
            row = held.get(entry.digest)
            if row is None:
                yield Difference(where, "ontbreekt in de database")
            elif digest(bytes(row.body)) != entry.digest:
                yield Difference(where, "de bytes in de database kloppen niet met de vingerafdruk")


def _pack_differences(release: Release) -> Iterator[Difference]:
    record = release.packs.order_by("-pk").first()
    if record is None:
        if release.is_published:
            yield Difference(f"pakket van {release.number}", "is nooit gemaakt")
        return
    store = release_store()
    keys = [candidate_pack(release.digest)] if store.exists(candidate_pack(release.digest)) else []
    keys += [public_pack(release.digest)] if release.is_published else []
    for key in keys:
        yield from _file_differences(key, record)
    if not keys:
        yield Difference(candidate_pack(release.digest), "het bestand ontbreekt in de opslag")


def _file_differences(key: str, record: PackRecord) -> Iterator[Difference]:
    try:
        with release_store().open(key) as stream:
            whole = sha256_of(stream) == record.sha256
    except MissingError:
        yield Difference(key, "het bestand ontbreekt in de opslag")
        return
    if not whole:
        yield Difference(key, "de bytes kloppen niet met de vastgelegde SHA-256")
    elif not _same_rows(key, record.release):
        yield Difference(key, "de rijen zijn niet die van de database")


def _same_rows(key: str, release: Release) -> bool:
    """Compare the rows of a stored pack with those of one that is built anew: SQLite's own header may differ."""
    try:
        with built_pack(release) as path:
            return Pack(path).same_rows(Pack(release_store().local_file(key)))
    except PackError:
        return False
    except TamperedError:
        return True  # the document or manifest in the database is named already; the file is what was recorded


def _catalogue_differences() -> Iterator[Difference]:
    catalogue = current_catalogue()
    try:
        held = release_store().read(CATALOGUE)
    except MissingError:
        if catalogue.releases:
            yield Difference(CATALOGUE, "het bestand ontbreekt in de opslag")
        return
    if held != encode(catalogue):
        yield Difference(CATALOGUE, "de inhoud is niet wat de database zegt")


def _move_differences() -> Iterator[Difference]:
    moves = list(ReleaseEvent.objects.order_by("generation").values_list("generation", "release"))
    channel = live_channel()
    expected = (moves[-1][1] if moves else None, len(moves))
    if [generation for generation, _ in moves] != list(range(1, len(moves) + 1)):
        yield Difference("gebeurtenissen", "de generaties lopen niet van 1 af door")
    elif (channel.current_id, channel.generation) != expected:
        yield Difference(f"kanaal {channel.name}", "wijst niet naar de uitgave van de laatste verplaatsing")


def _undelivered() -> Iterator[Difference]:
    for entry in OutboxEntry.objects.held_up_here():
        yield Difference(f"aflevering {entry}", f"wacht nog, na {entry.attempts} pogingen. {entry.last_error}".strip())


def _outbox_differences() -> Iterator[Difference]:
    """Hold every entry against its own seal, and those of moves against the move."""
    moves = ReleaseEvent.objects.select_related("release").defer(*(f"release__{column}" for column in GROWING))
    by_id = {event_id(move): move for move in moves}
    told = set()
    for entry in OutboxEntry.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        if entry.seal != seal_of(entry):
            yield Difference(f"aflevering {entry}", "is niet wat er bij de gebeurtenis is vastgelegd")
        move = by_id.get(entry.event_id)
        if move is None:
            yield Difference(f"aflevering {entry}", "hoort bij geen gebeurtenis")
        elif entry.generation != move.generation or bytes(entry.payload) != canonical_bytes(message_of(move)):
            yield Difference(f"aflevering {entry}", "vertelt iets anders dan er is gebeurd")
        if entry.kind == CATALOGUE_KIND:
            told.add(entry.event_id)
    for missing in by_id.keys() - told:
        yield Difference(f"gebeurtenis {by_id[missing].generation}", "is nooit aan de catalogus verteld")


def _unknown_files() -> Iterator[Difference]:
    known = {CATALOGUE}
    known |= {candidate_pack(value) for value in Release.objects.values_list("digest", flat=True)}
    known |= {public_pack(value) for value in Release.objects.published().values_list("digest", flat=True)}
    for prefix in ("public/", "candidates/"):
        for key in release_store().keys(prefix):
            if key not in known:
                yield Difference(key, "niemand heeft dit bestand vastgelegd")
