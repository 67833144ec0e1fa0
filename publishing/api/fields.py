"""``velden``: a document with only the fields that were asked for, beside its kind and id, which it always has."""

import msgspec

from publishing.api.problems import shown
from publishing.api.query import Parameter, listed
from publishing.documents.registry import Kind

_ALWAYS = frozenset({"soort", "id"})
_MOST = 50
_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])


def fields_of(kind: Kind) -> Parameter:
    """Return the parameter for the fields of the items of ``kind``."""
    known = tuple(field.encode_name for field in msgspec.structs.fields(kind.shape))

    def read(text: str) -> frozenset[str]:
        asked = text.split(",")
        if unknown := sorted(set(asked) - {*known, *_ALWAYS}):
            named = ", ".join(f"‘{shown(one)}’" for one in unknown[:5])
            raise ValueError(f"Onbekend veld: {named}. Bekend: {', '.join(known)}.")
        if len(asked) > _MOST:
            raise ValueError(f"Verwacht hoogstens {_MOST} velden, en het zijn er {len(asked)}.")
        return frozenset(asked) | _ALWAYS

    return Parameter(
        "velden",
        "De velden die elk item krijgt, met komma’s ertussen. `soort` en `id` staan er altijd bij.",
        read,
        listed({"type": "string", "enum": sorted({*known, *_ALWAYS})}, most=_MOST),
    )


def reduced(body: bytes, fields: frozenset[str]) -> bytes:
    """Return the document in ``body`` with only ``fields``; each keeps its own bytes, so it stays canonical."""
    held = _decoder.decode(body)
    return msgspec.json.encode({name: value for name, value in held.items() if name in fields})
