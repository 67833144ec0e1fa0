"""Why items that earlier releases held are not in this one: merged, let go by the round, or not taken in."""

from collections.abc import Iterator

from publishing.freezing.context import FreezeContext
from publishing.freezing.merges import read_successors
from publishing.freezing.surroundings import Identities
from publishing.releases.assembling import Address, Ending
from publishing.rounds.endings import endings_of
from publishing.rounds.models import Round

MERGED = "samengevoegd"
EXCLUDED = "niet opgenomen na toetsing"
_KIND = "interventie"


def read_endings(
    alias: str, context: FreezeContext, fixed_ids: Identities, round: Round | None
) -> dict[Address, Ending]:
    """Return why items ended, by kind and public id. What a person said of it comes before what can be derived."""
    merged = read_successors(alias, context, fixed_ids)
    return {
        **dict(_excluded(context)),
        **{address: Ending(MERGED, successor) for address, successor in merged.items()},
        **(dict(_let_go(context, fixed_ids, round)) if round else {}),
    }


def _excluded(context: FreezeContext) -> Iterator[tuple[Address, Ending]]:
    for uid in context.vetted.excluded if context.vetted else ():
        yield (_KIND, context.id_of(_KIND, uid)), Ending(EXCLUDED)


def _let_go(context: FreezeContext, fixed_ids: Identities, round: Round) -> Iterator[tuple[Address, Ending]]:
    for (kind, uid), ending in endings_of(round).items():
        public_id = fixed_ids.get(kind, {}).get(uid)
        if public_id is not None:
            successor = None if ending.successor is None else context.id_of(kind, ending.successor)
            yield (kind, public_id), Ending(ending.reason, successor)
