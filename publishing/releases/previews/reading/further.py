"""What else readers may look at, of who cannot be imported here, such as exporters; each registers its own."""

from collections.abc import Callable

from publishing.releases.models import Release
from publishing.releases.previews.reading.contents import Door

FindDoor = Callable[[Release], Door | None]
_found: list[FindDoor] = []


def register(find: FindDoor) -> None:
    """Add a way on the contents page of readers. Called once, when its app starts."""
    _found.append(find)


def further_doors(release: Release) -> list[Door]:
    """Return the ways that are there for ``release``."""
    return [door for find in _found if (door := find(release)) is not None]
