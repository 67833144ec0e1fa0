"""The values of a plan as the fields of an intervention hold them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cms.sources.reading import Value
from cms.sources.registers.fields import LISTS


def as_field_values(described: Mapping[str, Value]) -> dict[str, Any]:
    """Return ``described`` for a model: lists from words with commas, ages as numbers, empty ages as unknown."""
    return {name: _as_field_value(name, value) for name, value in described.items()}


def _as_field_value(name: str, value: Value) -> Any:
    text = str(value)
    if name in LISTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if name.startswith("age_"):
        return Decimal(text.replace(",", ".")) if text else None
    return text


def as_value(held: Any) -> Value:
    """Return what a field holds as a plan writes it: lists as words with commas, numbers without empty zeros."""
    if isinstance(held, list):
        return ", ".join(map(str, held))
    if isinstance(held, Decimal):
        return f"{held.normalize():f}"
    return "" if held is None else str(held)
