"""A closed round beside the documents that would go out: whatever is other than when it closed was seen by nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing.rounds.current import Address
from publishing.rounds.models import Round
from publishing.rounds.states import ItemState


@dataclass(frozen=True)
class Departure:
    """One item that is other than the round left it: by which rule, and what to do."""

    rule: str
    address: Address
    base_public_id: str
    message: str


def departures_from(round: Round, documents: Mapping[Address, str]) -> Iterator[Departure]:
    """Yield what in ``documents``, digests by kind and uid, is not as ``round`` closed it. One query."""
    items = round.items.in_order().values_list("kind", "uid", "base_public_id", "closing_state", "closing_digest")
    left = dict(documents)
    for kind, uid, base_public_id, state, closing_digest in items.iterator():
        digest = left.pop((kind, uid), None)
        if found := _departure(round, state, closing_digest, digest):
            yield Departure(found[0], (kind, uid), base_public_id, found[1])
    for address in left:
        yield Departure(
            "not-in-round",
            address,
            "",
            f"Kwam klaar te staan nadat {round} dicht ging. Zet het op niet meer klaar, of heropen de ronde.",
        )


def _departure(round: Round, state: str, closing_digest: str, digest: str | None) -> tuple[str, str] | None:
    if state != ItemState.REVIEWED:
        said = f"Viel af in {round}, maar staat nog klaar. Zet het op niet meer klaar."
        return ("ended-in-round", said) if digest else None
    if digest is None:
        return "gone-after-round", f"Stond klaar toen {round} dicht ging, en nu niet meer. Zet het weer klaar."
    if digest != closing_digest:
        return (
            "changed-after-round",
            f"Is anders dan toen {round} dicht ging. Zet het terug, of heropen de ronde en laat het beoordelen.",
        )
    return None
