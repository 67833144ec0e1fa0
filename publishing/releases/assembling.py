"""From frozen documents to a manifest."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec
from django.conf import settings

from publishing.checks.base import Finding
from publishing.documents.base import SCHEMA_VERSION
from publishing.documents.manifest import Entry, Manifest, Predecessor, Retired
from publishing.releases.models import Release
from publishing.releases.reading import manifest_of

Address = tuple[str, str]  # kind and public id


class Ending(NamedTuple):
    """Why an item is no longer in, and the public id of what takes its place."""

    reason: str
    successor: str | None = None


def assemble_manifest(
    entries: list[Entry],
    *,
    number: str,
    reference_date: date,
    predecessor: Release | None,
    endings: Mapping[Address, Ending] | None = None,
) -> Manifest:
    """Return the manifest of ``entries``, with the settings that a release freezes in.

    ``endings`` says of items that earlier releases held why they are not in this one, as far as anybody told.
    """
    present = {(entry.kind, entry.id) for entry in entries}
    return Manifest(
        number=number,
        reference_date=reference_date,
        schema_version=SCHEMA_VERSION,
        predecessor=None if predecessor is None else Predecessor(number=predecessor.number, digest=predecessor.digest),
        publisher=settings.RELEASE_PUBLISHER,
        licence=settings.RELEASE_LICENCE,
        base_url=settings.RELEASE_BASE_URL,
        documents=entries,
        retired=[] if predecessor is None else _retired(number, predecessor, present, endings or {}),
    )


def _retired(
    number: str, predecessor: Release, present: set[Address], endings: Mapping[Address, Ending]
) -> list[Retired]:
    """Return what earlier releases held and this one does not: what ended now, and what had ended before."""
    before = manifest_of(predecessor)
    ended = [Retired(kind=entry.kind, id=entry.id, ended_in=number) for entry in before.documents]
    gone = [one for one in [*before.retired, *ended] if (one.kind, one.id) not in present]
    told = [_with_ending(one, present, endings) for one in gone]
    return sorted(told, key=lambda one: (one.kind, one.id))


def _with_ending(one: Retired, present: set[Address], endings: Mapping[Address, Ending]) -> Retired:
    """Told now, or told when it ended: the successor is whoever it is now, named only when this release holds it."""
    ending = endings.get((one.kind, one.id), Ending(one.reason, one.successor))
    held = ending.successor if (one.kind, ending.successor) in present else None
    return msgspec.structs.replace(one, reason=ending.reason, successor=held)


def counts_of(manifest: Manifest) -> dict[str, int]:
    """Return how many documents of each kind there are."""
    return dict(Counter(entry.kind for entry in manifest.documents))


def whole_findings(manifest: Manifest) -> list[Finding]:
    """Return what is wrong with the release as a whole: nothing in it, or a setting empty that it must freeze in."""
    return [*_emptiness(manifest), *_settings_findings(manifest)]


def _emptiness(manifest: Manifest) -> list[Finding]:
    if manifest.documents:
        return []
    message = "Er staat niets klaar, dus deze uitgave zou leeg zijn. Zet inhoud klaar en bevries opnieuw."
    return [_finding(manifest, "nothing-ready", "documenten", message)]


def _finding(manifest: Manifest, rule: str, field: str, message: str) -> Finding:
    return Finding(rule=rule, level="blocking", kind="inhoudslijst", id=manifest.number, field=field, message=message)


def _settings_findings(manifest: Manifest) -> list[Finding]:
    missing = [
        name
        for name, value in (
            ("RELEASE_PUBLISHER", manifest.publisher),
            ("RELEASE_LICENCE", manifest.licence),
            ("RELEASE_BASE_URL", manifest.base_url),
        )
        if not value
    ]
    return [
        _finding(
            manifest,
            "setting-missing",
            name,
            f"De instelling {name} is leeg. Een uitgave legt die vast; vul haar in en bevries opnieuw.",
        )
        for name in missing
    ]
