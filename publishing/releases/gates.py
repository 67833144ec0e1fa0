"""Gates: what is checked before a release may go out, and whether what a check looked at is still so.

A gate looks beforehand, however long that takes, and records what it saw (``Preparation.looked_at``). In the
transaction that publishes it only compares, in a time that does not grow with the release. Exporters join with a gate
of their own for their artefacts (``register``).
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import msgspec
from django.conf import settings

from cms import wording
from publishing import checks
from publishing.freezing.checking import day_of
from publishing.releases.errors import RefusedError
from publishing.releases.findings import consent_ends, findings_of, findings_on_day, line
from publishing.releases.models import PackRecord, Release
from publishing.releases.packs import promote_pack
from publishing.releases.round_gate import round_of


class Gate(Protocol):
    """One check. ``name`` is the key under which it records what it saw."""

    name: str

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        """Check ``release`` for going out at ``at`` and return what was looked at, as JSON; raise ReleaseError."""

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        """Yield, in Dutch, what is no longer as ``look`` saw it. Quick: this runs in the transaction."""


class FindingsGate:
    """Every byte is what its digest says, the rules find what the freeze found, and none of that blocks."""

    name = "bevindingen"

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        freeze = release.latest_freeze
        recorded = {msgspec.json.encode(finding, order="sorted") for finding in freeze.findings}
        if {msgspec.json.encode(finding, order="sorted") for finding in findings_of(release)} != recorded:
            raise RefusedError(
                f"De bevindingen op uitgave {release.number} zijn niet meer wat de regels zeggen. Bevries opnieuw."
            )
        if reasons := [line(found) for found in freeze.blocking]:
            raise RefusedError(f"Uitgave {release.number} kan nog niet gepubliceerd worden. " + " ".join(reasons))
        return {"regels": rules_version()}

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        if seen["regels"] != rules_version():
            yield "De regels zijn veranderd."


class ConsentGate:
    """Every school that is named still agrees on the day that the release goes out."""

    name = "toestemming"

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        if reasons := [line(msgspec.to_builtins(found)) for found in findings_on_day(release, day_of(at))]:
            raise RefusedError(f"Uitgave {release.number} kan vandaag niet gepubliceerd worden. " + " ".join(reasons))
        ends = consent_ends(release)
        return {"tot en met": None if ends is None else ends.isoformat()}

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        if seen["tot en met"] is not None and date.fromisoformat(seen["tot en met"]) < day:
            yield "Intussen is de toestemming van een school verlopen."


class RoundGate:
    """The round that the release comes from is as it was closed."""

    name = "jaarronde"

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        return self._seen(release)

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        if seen != self._seen(release):
            yield "De jaarronde is intussen heropend. Sluit haar en bevries opnieuw."

    def _seen(self, release: Release) -> dict[str, Any]:
        round = round_of(release.newest_freeze)
        if round is None:
            return {}
        return {"jaar": round.year, "gesloten op": round.closed_at and round.closed_at.isoformat()}


class PackGate:
    """The pack lies whole where the public process reads, and nobody points at it yet."""

    name = "pakket"

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        return {"sha256": promote_pack(release).sha256}

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        newest = PackRecord.objects.filter(release=release).order_by("-pk").values_list("sha256", flat=True).first()
        if newest != seen["sha256"]:
            yield "Het pakket is opnieuw gemaakt."


_gates: list[Gate] = [FindingsGate(), ConsentGate(), RoundGate(), PackGate()]


def register(gate: Gate) -> None:
    """Add a gate of who cannot be imported here. Called once, when its app starts."""
    if all(one.name != gate.name for one in _gates):
        _gates.append(gate)


def gates() -> tuple[Gate, ...]:
    """Return every gate, in the order in which they look."""
    return tuple(_gates)


@cache
def rules_version() -> str:
    """Return the SHA-256 of all that the rules are made of: another is a reason to look again."""
    found = sha256(str(settings.LONGEST_SENTENCE).encode())
    for package in (checks, wording):
        for path in sorted(Path(next(iter(package.__path__))).glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()
