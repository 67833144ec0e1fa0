"""What the rules found on a release, by the names of its items, and where each can be mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from publishing.checks.called import named_in, with_names
from publishing.freezing.shown import label_of
from publishing.releases.identities import known_ids
from publishing.releases.item_changes import titles_of
from publishing.releases.manifests import address_of
from publishing.releases.models import Freeze, Release
from publishing.releases.reading import manifest_of, stored_bodies
from publishing.releases.standing import Standing, standing_of
from publishing.rounds.models import Round, RoundItem

_SHOWN = 100  # of each sort; a page with more helps nobody
_Address = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """One finding. ``address`` is where to mend it, empty when there is nothing to mend it in."""

    kind: str
    title: str
    field: str
    message: str
    address: str


def found_on(release: Release) -> dict[str, Any]:
    """Return what a page shows of the findings: what blocks, what warns, and how many there are of both."""
    freeze = release.latest_freeze
    sorts = {
        level: [one for one in freeze.findings if one["level"] == level][:_SHOWN] for level in ("blocking", "warning")
    }
    shown = [*sorts["blocking"], *sorts["warning"]]
    titles = _titles(release, {(one["kind"], one["id"]) for one in shown} | named_in(one["message"] for one in shown))
    doors = _doors(freeze, shown) if standing_of(release) is Standing.CANDIDATE else {}
    found = {level: [_found(one, titles, doors) for one in some] for level, some in sorts.items()}
    total = len(freeze.findings)
    blocking = len(freeze.blocking)
    return {
        "found_blocking": found["blocking"],
        "found_warnings": found["warning"],
        "blocking_count": blocking,
        "warning_count": total - blocking,
    }


def _found(one: Mapping[str, str], titles: Mapping[_Address, str], doors: Mapping[_Address, str]) -> Found:
    address = (one["kind"], one["id"])
    is_whole = one["kind"] == "inhoudslijst"
    return Found(
        kind="de hele uitgave" if is_whole else one["kind"],
        title="" if is_whole else titles.get(address, one["id"]),
        field=label_of(one["field"]),
        message=with_names(one["message"], lambda kind, public_id: titles.get((kind, public_id))),
        address=doors.get(address, ""),
    )


def _titles(release: Release, wanted: set[_Address]) -> dict[_Address, str]:
    """Return what the items at ``wanted`` are called: in the release, or in its round when it left them out."""
    held = titles_of((entry for entry in manifest_of(release).documents if address_of(entry) in wanted), stored_bodies)
    freeze = release.newest_freeze
    left = {uid: address for address, uid in _uids(freeze).items() if address in wanted - held.keys()}
    rows = RoundItem.objects.filter(round__year=freeze.round_year or 0, uid__in=left).values_list("uid", "title")
    return {**{left[uid]: title for uid, title in rows}, **held} if left else held


def _uids(freeze: Freeze) -> dict[_Address, UUID]:
    return {(kind, public_id): uid for kind, ids in known_ids(freeze.new_ids).items() for uid, public_id in ids.items()}


def _doors(freeze: Freeze, found: Iterable[Mapping[str, str]]) -> dict[_Address, str]:
    """Return where people work on what was found: the item of the round, and for the whole its check report."""
    made = None if freeze.round_year is None else Round.objects.filter(year=freeze.round_year).first()
    if made is None:
        return {}
    uids = _uids(freeze)
    rows: Any = made.items.values_list("kind", "uid", "pk")
    items: dict[tuple[str, UUID], int] = {(kind, uid): key for kind, uid, key in rows}
    doors = {}
    for one in found:
        address = (one["kind"], one["id"])
        key = items.get((one["kind"], uids[address])) if address in uids else None
        if key is not None:
            doors[address] = reverse("rondeitem:show", args=[key])
        elif one["kind"] == "inhoudslijst" and made.closed_at is None:
            doors[address] = reverse("jaarronde:check")
    return doors
