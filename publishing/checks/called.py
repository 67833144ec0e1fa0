"""What a rule found, said to people: an item by what it is called, for a rule knows only its public id."""

import re
from collections.abc import Callable, Iterable

from publishing.documents.base import PUBLIC_ID
from publishing.documents.registry import KINDS

# As the messages of the rules name an item.
_NAMED = re.compile(rf"\b(?P<kind>{'|'.join(KINDS)}) '(?P<id>{PUBLIC_ID})'", re.IGNORECASE)


def named_in(messages: Iterable[str]) -> set[tuple[str, str]]:
    """Return the kind and public id of every item that ``messages`` name."""
    return {(found["kind"].lower(), found["id"]) for message in messages for found in _NAMED.finditer(message)}


def with_names(message: str, name_of: Callable[[str, str], str | None]) -> str:
    """Return ``message`` with what each item is called, as far as ``name_of`` tells by kind and public id."""

    def called(found: re.Match[str]) -> str:
        name = name_of(found["kind"].lower(), found["id"]) or found["id"]
        return f"{found['kind']} '{name}'"

    return _NAMED.sub(called, message)
