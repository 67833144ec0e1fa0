"""In which items of a pack the characters stand that cannot be printed."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from exporters.typesetting.setting import GlyphError
from publishing.documents.naming import name_of
from publishing.store.pack_reader import Pack

_NAMED = 3  # items, of as many as there may be


def named(error: GlyphError, packs: Iterable[Pack]) -> GlyphError:
    """Return ``error`` with the items of ``packs`` that hold the text, where these can be found."""
    found = list(dict.fromkeys(islice(_holding(error.text, packs), _NAMED)))
    return GlyphError(error.text, where=", ".join(found)) if found else error


def _holding(text: str, packs: Iterable[Pack]) -> Iterator[str]:
    for pack in packs:
        for one in pack.documents():
            document = one.body.decode()
            if text in document:
                yield f"{one.kind} ‘{name_of(json.loads(document))}’ ({one.id})"
