"""Numbers, days and lists as they stand in a Dutch sentence, whatever the language of the process."""

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day_in_words(day: date) -> str:
    """Return ``31 juli 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str) -> str:
    """Return ``1 stap`` or ``3 stappen``."""
    return f"{number} {one if number == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a en b`` or ``a, b en c``."""
    return " en ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def capitalised(text: str) -> str:
    """Return ``text`` with its first letter as a capital, and the rest as it is."""
    return text[:1].upper() + text[1:]


def ages_in_words(low: float | None, high: float | None) -> str:
    """Return ``12 tot en met 18 jaar``, ``vanaf 12 jaar``, ``tot en met 18 jaar`` or nothing.

    Half years have a comma.
    """
    first, last = ("" if age is None else f"{age:g}".replace(".", ",") for age in (low, high))
    if first and last:
        return f"{first} tot en met {last} jaar" if first != last else f"{first} jaar"
    if first or last:
        return f"vanaf {first} jaar" if first else f"tot en met {last} jaar"
    return ""
