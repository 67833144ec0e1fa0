"""What the rules are told of a release whose items are known."""

from collections.abc import Iterable, Mapping
from datetime import date

from publishing.checks.base import Surroundings
from publishing.documents.registry import KINDS
from publishing.freezing.checking import surroundings_of


def surroundings_in(
    held: Iterable[tuple[str, str]], *, reference_date: date, day: date, left_out: Mapping[str, str] | None = None
) -> Surroundings:
    """Return the surroundings of a release that holds the items ``held`` (kind and public id)."""
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, public_id in held:
        ids[kind].add(public_id)
    by_kind = {kind: frozenset(some) for kind, some in ids.items()}
    return surroundings_of(by_kind, reference_date=reference_date, day=day, left_out=left_out)
