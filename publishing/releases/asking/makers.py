"""Who can freeze what was asked for: the round here, and who cannot be imported here registers."""

from collections.abc import Callable

from publishing.attempts.held import Held
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.freeze import FreezeResult

ROUND = "jaarronde"
Maker = Callable[[AskedFreeze, Held], FreezeResult]
MAKERS: dict[str, Maker] = {}


def register_maker(name: str, maker: Maker) -> None:
    """Let ``maker`` freeze what was asked for under ``name``; it raises ReleaseError or FreezeError to refuse."""
    MAKERS[name] = maker
