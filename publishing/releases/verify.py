"""Verification: recompute every digest and name every difference. Repairs nothing."""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.dispatch import Signal

from publishing.attempts.immutability import GUARD as ATTEMPTS
from publishing.audit.immutability import GUARD as AUDIT
from publishing.audit.verifying import chain_problems
from publishing.documents.canonical import digest
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.assembling import counts_of
from publishing.releases.audited import catalogue_heads
from publishing.releases.comparing.immutability import GUARD as COMPARISONS
from publishing.releases.corrections.immutability import GUARD as CORRECTIONS
from publishing.releases.difference import Difference
from publishing.releases.errors import TamperedError
from publishing.releases.immutability import GUARD
from publishing.releases.models import DocumentBody, PackRecord, Release
from publishing.releases.notices.immutability import GUARD as NOTICES
from publishing.releases.outbox import current_catalogue
from publishing.releases.packs import built_pack, newest_pack
from publishing.releases.redactions.clearing import stale_packs
from publishing.releases.redactions.holding import edition_of
from publishing.releases.redactions.immutability import GUARD as REDACTIONS
from publishing.releases.redactions.models import Redaction, redacted_digests
from publishing.releases.storage import release_store
from publishing.releases.verify_told import event_differences, outbox_differences, undelivered
from publishing.rounds.immutability import GUARD as ROUNDS
from publishing.store.base import MissingError
from publishing.store.catalogue import Catalogue, CatalogueError, decode, encode
from publishing.store.files import sha256_of
from publishing.store.layout import CATALOGUE, candidate_pack, public_pack
from publishing.store.pack_reader import Pack, PackError

_CHUNK = 500
_PARTS = {
    "generation": "de generatie",
    "current": "welke uitgave live is",
    "releases": "de uitgaven",
    "notices": "de mededelingen",
    "redactions": "de wissingen",
    "audit": "de stand van het logboek",
}

# Sent with ``release`` for each release. Receivers return a list of Difference: exporters answer for their artefacts.
release_verified = Signal()
# Sent once. Receivers return the keys of all files that they put in the store and still answer for.
files_claimed = Signal()


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
    """Return every difference between the database, the catalogue, the packs, the artefacts and the outbox, and every
    file that nobody answers for.
    """
    guards = (GUARD, ROUNDS, AUDIT, COMPARISONS, ATTEMPTS, CORRECTIONS, NOTICES, REDACTIONS)
    found = [
        Difference(f"trigger {name}", fault.value)
        for guard in guards
        for name, fault in guard.faults(connections["default"]).items()
    ]
    for release in Release.objects.order_by("pk").iterator(chunk_size=1):
        found.extend(_release_differences(release))
    found.extend(_redaction_differences())
    found.extend(event_differences())
    found.extend(_catalogue_differences())
    found.extend(audit_differences())
    found.extend(outbox_differences())
    found.extend(undelivered())
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
    erased = redacted_digests()
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        held = DocumentBody.objects.in_bulk([entry.digest for entry in chunk])
        for entry in chunk:
            where = f"document {entry.kind}/{entry.id} ({entry.digest})"
            row = held.get(entry.digest)
            if row is None:
                yield Difference(where, "ontbreekt in de database")
            elif digest(bytes(row.body)) != entry.digest and (bytes(row.body) or entry.digest not in erased):
                yield Difference(where, "de bytes in de database kloppen niet met de vingerafdruk")


def _pack_differences(release: Release) -> Iterator[Difference]:
    for key in stale_packs(release):
        yield Difference(key, "het bestand bevat nog wat is gewist")
    record = newest_pack(release)
    if record is None:
        if release.is_published:
            yield Difference(f"pakket van {release.number}", "is nooit gemaakt")
        return
    held = candidate_pack(release.digest, record.edition)
    keys = [held] if release_store().exists(held) else []
    keys += [public_pack(release.digest, record.edition)] if release.is_published else []
    for key in keys:
        yield from _file_differences(key, record)
    if not keys:
        yield Difference(held, "het bestand ontbreekt in de opslag")


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
    try:
        catalogue = current_catalogue()
    except TamperedError as error:
        yield Difference(CATALOGUE, f"is niet na te rekenen. {error}")
        return
    try:
        held = release_store().read(CATALOGUE)
    except MissingError:
        if catalogue.releases:
            yield Difference(CATALOGUE, "het bestand ontbreekt in de opslag")
        return
    if held != encode(catalogue):
        yield Difference(CATALOGUE, f"de inhoud is niet wat de database zegt{_differing(held, catalogue)}")


def _differing(held: bytes, catalogue: Catalogue) -> str:
    """Say which parts of the file differ, as far as it can be read."""
    try:
        told = decode(held)
    except CatalogueError:
        return ": het is geen catalogus"
    parts = [part for name, part in _PARTS.items() if getattr(told, name) != getattr(catalogue, name)]
    return f": {', '.join(parts)}" if parts else ""


def _redaction_differences() -> Iterator[Difference]:
    """Name every document that was to be erased and still has bytes."""
    for redaction in Redaction.objects.select_related("document", "request").order_by("pk"):
        if bytes(redaction.document.body):
            yield Difference(f"document {redaction} ({redaction.document_id})", "is gewist verklaard en staat er nog")


def _unknown_files() -> Iterator[Difference]:
    """Name every file anywhere in the store that nobody answers for."""
    known = {CATALOGUE}
    for release in Release.objects.select_related("publication"):
        known.update(_pack_keys(release))
    for _, answer in files_claimed.send(sender=Release):
        claimed: Any = answer  # django-stubs takes every receiver to return a string
        known.update(claimed)
    for key in release_store().keys(""):
        if key not in known:
            yield Difference(key, "niemand heeft dit bestand vastgelegd")


def _pack_keys(release: Release) -> Iterator[str]:
    """Yield where packs of ``release`` may lie; of those that hold what was erased more is said elsewhere."""
    for edition in range(edition_of(release) + 1):
        yield candidate_pack(release.digest, edition)
        if release.is_published:
            yield public_pack(release.digest, edition)
