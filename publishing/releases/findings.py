"""What the rules of today find on a frozen release, computed anew from its documents."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from publishing.checks.base import Finding, Surroundings
from publishing.checks.consents import lapsed_consents
from publishing.checks.registry import new_inspection
from publishing.documents.base import Document
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.manifest import Entry, Manifest
from publishing.documents.registry import KINDS
from publishing.freezing.checking import day_of
from publishing.releases.assembling import whole_findings
from publishing.releases.corrections.gate import changed_in
from publishing.releases.held_surroundings import surroundings_in
from publishing.releases.identities import known_ids
from publishing.releases.models import Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.round_gate import round_findings, round_of

_DATED = {"praktijkvoorbeeld"}  # the kinds of which a finding depends on the day of publication


def findings_of(release: Release) -> list[Finding]:
    """Return every finding as of the day of the latest freeze, once each document proved its name.

    They come in the order in which a freeze records them. Raise TamperedError when any byte in the database is not
    what its name says.
    """
    manifest, freeze = manifest_of(release), release.latest_freeze
    changed = changed_in(freeze)
    surroundings = _surroundings(manifest, day_of(freeze.at), freeze.left_out)
    with new_inspection(surroundings, changed) as inspection:
        for document in _documents(manifest.documents):
            inspection.look_at(document)
        found = inspection.findings()
    if changed is None:  # a correction rests on the round of what it corrects
        found += round_findings(round_of(freeze), manifest, known_ids(freeze.new_ids))
    return [*found, *whole_findings(manifest)]


def findings_on_day(release: Release, day: date) -> list[Finding]:
    """Return what would be wrong with publishing on ``day``; it reads only the documents that the day matters to.

    Raise TamperedError like ``findings_of``.
    """
    manifest = manifest_of(release)
    surroundings = _surroundings(manifest, day, {})
    dated = list(_dated(release, manifest))
    return [found for document in _documents(dated) for found in lapsed_consents(document, surroundings)]


def consent_ends(release: Release) -> date | None:
    """Return the last day on which every school that is named agrees; None when no consent ends."""
    dated = list(_dated(release, manifest_of(release)))
    ends = (one.consent_until for one in _documents(dated) if isinstance(one, PracticeExample))
    return min((day for day in ends if day is not None), default=None)


def line(finding: Mapping[str, Any]) -> str:
    """Return a recorded finding in one line: where, and what to do."""
    return f"{finding['kind']}/{finding['id']}, {finding['field']}: {finding['message']}"


def _dated(release: Release, manifest: Manifest) -> Iterator[Entry]:
    """Yield what the day of publication matters to: of a correction only what it changed."""
    changed = changed_in(release.latest_freeze)
    for entry in manifest.documents:
        if entry.kind in _DATED and (changed is None or (entry.kind, entry.id) in changed):
            yield entry


def _surroundings(manifest: Manifest, day: date, left_out: Mapping[str, str]) -> Surroundings:
    held = ((entry.kind, entry.id) for entry in manifest.documents)
    return surroundings_in(held, reference_date=manifest.reference_date, day=day, left_out=left_out)


def _documents(entries: list[Entry]) -> Iterator[Document]:
    for entry, body in bodies_of(entries):
        yield msgspec.json.decode(body, type=KINDS[entry.kind].shape)
