"""Which round a release comes from, and what of it still stands in the way of going out.

A release goes out as its round closed it. Whether that is so is a comparison of digests, made at the freeze and once
more at publication; what a closed round says never changes.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from publishing.checks.base import Finding
from publishing.documents.manifest import Manifest
from publishing.freezing.surroundings import Identities
from publishing.releases.errors import RefusedError
from publishing.releases.models import Freeze
from publishing.rounds.models import Round
from publishing.rounds.sealed import Departure, departures_from


def find_round(*, reference_date: date, year: int | None) -> Round | None:
    """Return the round of ``year``, else the newest one with ``reference_date``, else None.

    Raise RefusedError for a year without a round, and for a round with another date.
    """
    if year is None:
        return Round.objects.filter(reference_date=reference_date).order_by("-year").first()
    found = Round.objects.filter(year=year).first()
    if found is None:
        raise RefusedError(f"Er is geen jaarronde {year}.")
    if found.reference_date != reference_date:
        raise RefusedError(
            f"{found} heeft ijkdatum {found.reference_date:%d-%m-%Y}, niet {reference_date:%d-%m-%Y}. "
            "Gebruik die van de ronde."
        )
    return found


def round_of(freeze: Freeze) -> Round | None:
    """Return the round whose verdicts counted in ``freeze``, None when there was none."""
    return None if freeze.round_year is None else Round.objects.get(year=freeze.round_year)


def round_findings(round: Round | None, manifest: Manifest, ids: Identities) -> list[Finding]:
    """Return what of the round stands in the way of ``manifest``; ``ids`` says which item has which public id."""
    if round is None:
        return [_about_all(manifest, "no-round", _NO_ROUND.format(day=manifest.reference_date))]
    if round.closed_at is None:
        return [_about_all(manifest, "round-open", f"{round} is nog open. Sluit haar en bevries opnieuw.")]
    if round.published_in not in ("", manifest.number):
        said = f"{round} is uitgebracht als {round.published_in}. Wat daarna anders moet, is een correctie."
        return [_about_all(manifest, "round-published", said)]
    uids = {(kind, public_id): uid for kind, by_uid in ids.items() for uid, public_id in by_uid.items()}
    digests = {
        (entry.kind, uids[entry.kind, entry.id]): entry.digest
        for entry in manifest.documents
        if (entry.kind, entry.id) in uids
    }
    return list(_as_findings(departures_from(round, digests), ids))


_NO_ROUND = (
    "Er is geen jaarronde met ijkdatum {day:%d-%m-%Y}, dus niemand heeft dit getoetst. Open er een, of kies een andere "
    "ijkdatum."
)


def _as_findings(departures: Iterator[Departure], ids: Mapping[str, Mapping[UUID, str]]) -> Iterator[Finding]:
    for one in departures:
        kind, uid = one.address
        public_id = ids.get(kind, {}).get(uid, one.base_public_id or str(uid))
        yield Finding(rule=one.rule, level="blocking", kind=kind, id=public_id, field="document", message=one.message)


def _about_all(manifest: Manifest, rule: str, message: str) -> Finding:
    return Finding(
        rule=rule, level="blocking", kind="inhoudslijst", id=manifest.number, field="jaarronde", message=message
    )
