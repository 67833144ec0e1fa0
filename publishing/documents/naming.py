"""What an item is called, whatever its kind."""

from collections.abc import Mapping
from typing import Any

ERASED = "(gewist)"  # stands for the name of what a redaction erased
NAME_FIELDS = ("titel", "naam", "vraag", "begrip")  # published names; each kind has one of them


def name_of(plain: Mapping[str, Any]) -> str:
    """Return the name of a document given as plain JSON values; empty for one without a name."""
    return next((str(plain[field]) for field in NAME_FIELDS if plain.get(field)), "")
