"""Where every item stands that others name, and what it is called."""

from collections import Counter
from typing import NamedTuple

import msgspec

from exporters.kinds.workbook.sheets import sheets
from publishing.documents.naming import NAME_FIELDS
from publishing.documents.registry import KINDS, Kind
from publishing.store.pack_reader import Pack


class Place(NamedTuple):
    """The row of an item on the sheet of its kind, counted from 0 with the header, and its name."""

    row: int
    name: str


class Places:
    """The places of the items of a release."""

    def __init__(self, pack: Pack) -> None:
        named = {column.target.name for sheet in sheets() for column in sheet.columns if column.target}
        decoders = {kind: msgspec.json.Decoder(_only_its_name(KINDS[kind])) for kind in named}
        rows: Counter[str] = Counter()
        self._places: dict[tuple[str, str], Place] = {}
        for document in pack.documents():
            rows[document.kind] += 1
            if document.kind in named:
                (name,) = msgspec.structs.astuple(decoders[document.kind].decode(document.body))
                self._places[document.kind, document.id] = Place(rows[document.kind], name)

    def find(self, kind: Kind, name: str) -> Place | None:
        """Return where the item stands, None when the release does not hold it."""
        return self._places.get((kind.name, name))


def _only_its_name(kind: Kind) -> type[msgspec.Struct]:
    fields = {field.encode_name for field in msgspec.structs.fields(kind.shape)}
    called = next(name for name in NAME_FIELDS if name in fields)
    return msgspec.defstruct("Named", [("name", str, msgspec.field(name=called))])
