"""Query parameters: declared by a view, read strictly, every error named at once (ADR 2.2 /core/error-handling)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from publishing.api.cursors import Cursor, read_cursor
from publishing.api.problems import BadParametersError, InvalidParameter, shown

DEFAULT_LIMIT = 100
MAXIMUM_LIMIT = 500


@dataclass(frozen=True)
class Parameter:
    """A query parameter. ``read`` turns its text into a value and raises ValueError with a Dutch reason."""

    name: str
    description: str
    read: Callable[[str], Any]
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    is_required: bool = False


def listed(one: dict[str, Any], *, most: int) -> dict[str, Any]:
    """Return the schema of one to ``most`` values with commas between them, each of which keeps ``one``."""
    return {"type": "array", "items": one, "minItems": 1, "maxItems": most}


def read_query(query: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the value of every parameter that was sent; raise BadParametersError naming all that are wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    invalid: list[InvalidParameter] = []
    for name, texts in query.lists():
        try:
            values[name] = _value(known, name, [str(text) for text in texts])
        except ValueError as error:
            invalid.append(InvalidParameter(shown(name), str(error)))
    missing = (one for one in parameters if one.is_required and one.name not in query)
    invalid += [InvalidParameter(one.name, f"Ontbreekt. {one.description}") for one in missing]
    if invalid:
        raise BadParametersError(invalid)
    return values


def _value(known: dict[str, Parameter], name: str, texts: list[str]) -> Any:
    if name not in known:
        expected = f"Bekend: {', '.join(known)}." if known else "Dit adres kent geen parameters."
        raise ValueError(f"Onbekende parameter. {expected}")
    if len(texts) != 1:
        raise ValueError(f"Mag één keer voorkomen, en staat er {len(texts)} keer.")
    return known[name].read(texts[0])


def _limit(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= MAXIMUM_LIMIT:
        return int(text)
    raise ValueError(f"Verwacht een geheel getal van 1 tot en met {MAXIMUM_LIMIT}, niet ‘{shown(text)}’.")


def _cursor(text: str) -> Cursor:
    try:
        return read_cursor(text)
    except ValueError as error:
        raise ValueError("Geen cursor van deze API. Gebruik de waarde van ‘volgende’ ongewijzigd.") from error


LIMIT = Parameter(
    "limiet",
    f"Hoeveel items er hoogstens in het antwoord staan. Zonder deze parameter {DEFAULT_LIMIT}.",
    _limit,
    {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT},
)
CURSOR = Parameter(
    "cursor",
    "Waar de vorige bladzijde ophield: de waarde van `volgende` uit dat antwoord. Geldt binnen één uitgave, bij "
    "dezelfde vraag.",
    _cursor,
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{28}$"},
)
