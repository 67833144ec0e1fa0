"""What a collection can be asked for, kind by kind: filters, words and orders, each a query parameter."""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from publishing.api.problems import shown
from publishing.api.query import Parameter, listed
from publishing.documents.base import PUBLIC_ID
from publishing.documents.indexing import OLDEST, fold
from publishing.documents.kinds.intervention import COARSE, Level
from publishing.documents.registry import Kind
from publishing.store.pack_index import BY_TITLE
from publishing.store.pack_query import BY_RELEASE, BY_RELEVANCE, Query, words_in

_LONGEST, _MOST_WORDS, _MOST_VALUES = 200, 10, 20
# What one value looks like. The description shows the same patterns, so it promises what is accepted and nothing else.
_NAME = f"[^,]{{1,{_LONGEST}}}"
_BY_LEVEL = "niveau"
REGISTERS: tuple[str, ...] = ("nji", "gezonde-school")
LEVELS: tuple[str, ...] = (
    *get_args(Level),
    *sorted({short.replace(" ", "-") for short in COARSE.values()} - set(COARSE)),
)


def _several(read: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of one or more values with commas between them; sorted, each once."""

    def read_all(text: str) -> tuple[str, ...]:
        parts = text.split(",")
        if len(parts) > _MOST_VALUES:
            raise ValueError(f"Verwacht hoogstens {_MOST_VALUES} waarden, en het zijn er {len(parts)}.")
        return tuple(sorted({read(part) for part in parts}))

    return read_all


def _one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in values:
            return text
        raise ValueError(f"Verwacht een van: {', '.join(values)}; niet ‘{shown(text)}’.")

    return read


def _id(text: str) -> str:
    if re.fullmatch(PUBLIC_ID, text):
        return text
    raise ValueError(f"Verwacht het kenmerk van een domein, zoals rust-in-de-week, niet ‘{shown(text)}’.")


def _name(text: str) -> str:
    if re.fullmatch(_NAME, text):
        return fold(text)
    raise ValueError(f"Verwacht een naam van 1 tot en met {_LONGEST} tekens, niet ‘{shown(text)}’.")


def _age(text: str) -> str:
    if re.fullmatch("[0-9]{1,3}", text) and int(text) <= OLDEST:
        return str(int(text))
    raise ValueError(f"Verwacht een leeftijd in hele jaren, van 0 tot en met {OLDEST}, niet ‘{shown(text)}’.")


def _words(text: str) -> tuple[str, ...]:
    words = words_in(text[: _LONGEST + 1])
    if len(text) > _LONGEST or not 1 <= len(words) <= _MOST_WORDS:
        raise ValueError(f"Verwacht 1 tot en met {_MOST_WORDS} woorden in hoogstens {_LONGEST} tekens.")
    return words


def _truth(text: str) -> tuple[str, ...]:
    if text in ("true", "false"):
        return ("ja" if text == "true" else "nee",)
    raise ValueError(f"Verwacht true of false, niet ‘{shown(text)}’.")


_OR = " Meer waarden mogen, met komma’s ertussen: een ervan is genoeg."
_NAMED = listed({"type": "string", "pattern": f"^{_NAME}$"}, most=_MOST_VALUES)
_LEVEL = listed({"type": "string", "enum": list(LEVELS)}, most=_MOST_VALUES)
_REGISTER = listed({"type": "string", "enum": list(REGISTERS)}, most=_MOST_VALUES)
_YEARS = listed({"type": "integer", "minimum": 0, "maximum": OLDEST}, most=_MOST_VALUES)
DOMAIN = Parameter(
    "domein",
    f"Het kenmerk van een domein waar het item onder valt.{_OR}",
    _several(_id),
    listed({"type": "string", "pattern": f"^{PUBLIC_ID}$"}, most=_MOST_VALUES),
)
_FILTERS: dict[str, tuple[Parameter, ...]] = {
    "aanbeveling": (
        DOMAIN,
        Parameter("preventief", "Alleen preventieve aanbevelingen, of juist niet.", _truth, {"type": "boolean"}),
        Parameter("indicatief", "Alleen indicatieve aanbevelingen, of juist niet.", _truth, {"type": "boolean"}),
    ),
    "interventie": (
        DOMAIN,
        Parameter("niveau", f"Het niveau van een erkenning.{_OR}", _several(_one_of(LEVELS)), _LEVEL),
        Parameter(
            "register",
            f"Het register van een erkenning. Met `niveau` samen: in dat register op dat niveau.{_OR}",
            _several(_one_of(REGISTERS)),
            _REGISTER,
        ),
        Parameter("sector", f"Het onderwijstype, zoals het register het noemt.{_OR}", _several(_name), _NAMED),
        Parameter(
            "leeftijd",
            f"Een leeftijd in hele jaren waarvoor de interventie is.{_OR}",
            _several(_age),
            _YEARS,
        ),
        Parameter("thema", f"Het thema, zoals het register het noemt.{_OR}", _several(_name), _NAMED),
        Parameter("regio", f"De regio, zoals het register die noemt.{_OR}", _several(_name), _NAMED),
    ),
    "praktijkvoorbeeld": (DOMAIN,),
}
SEARCH = Parameter(
    "zoek",
    "Woorden die alle in het item voorkomen, of het begin ervan. Hoofdletters, accenten en volgorde doen er niet toe. "
    "Wat het best past, staat voorop.",
    _words,
    {"type": "string", "minLength": 1, "maxLength": _LONGEST},
)


def _orders(kind: Kind) -> tuple[str, ...]:
    own = (_BY_LEVEL,) if kind.name == "interventie" else ()
    return (BY_RELEASE, *(f"{way}{name}" for name in (BY_TITLE, *own) for way in ("", "-")), BY_RELEVANCE)


def order_of(kind: Kind) -> Parameter:
    """Return the parameter for the order of a collection."""
    orders = _orders(kind)
    description = (
        "De volgorde; met een minteken ervoor andersom. Zonder deze parameter die van de uitgave, en met `zoek` op "
        "relevantie."
    )
    return Parameter("sorteer", description, _one_of(orders), {"type": "string", "enum": list(orders)})


def filters_of(kind: Kind) -> tuple[Parameter, ...]:
    """Return the filters of a collection."""
    return _FILTERS.get(kind.name, ())


def query_of(kind: Kind, values: Mapping[str, Any]) -> Query:
    """Return what the parameters of a request ask of ``kind``."""
    order = values.get("sorteer") or (BY_RELEVANCE if "zoek" in values else BY_RELEASE)
    facets = {one.name: values[one.name] for one in filters_of(kind) if one.name in values}
    if {"niveau", "register"} <= facets.keys():
        registers, levels = facets.pop("register"), facets.pop("niveau")
        facets["erkenning"] = tuple(f"{register}/{level}" for register in registers for level in levels)
    return Query(
        kind=kind.name,
        facets=tuple(sorted(facets.items())),
        words=values.get("zoek", ()),
        order=order.removeprefix("-"),
        descending=order.startswith("-"),
    )
