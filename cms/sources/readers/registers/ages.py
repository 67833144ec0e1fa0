"""For which ages an intervention is meant, in years, as registers and people write it (domain.md)."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
            *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
        )
    )
}
_NUMBER = rf"-?\d{{1,3}}(?:[.,]\d{{1,2}})?|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_UNIT = r"jaar|jarigen?|jr\.?|maand(?:en)?|mnd\.?|weken"
_RANGE = re.compile(
    rf"(?:van(?:af)? )?(?P<low>{_NUMBER}) ?(?P<low_unit>{_UNIT})? ?(?:tot en met|t/m|tot|-) ?"
    rf"(?P<high>{_NUMBER}) ?(?P<high_unit>{_UNIT})?"
)
_FROM = re.compile(rf"(?:van(?:af)? )?(?P<low>{_NUMBER}) ?(?P<low_unit>{_UNIT})?(?P<open> en ouder| ?\+| ?\+ jaar)?")
_TO = re.compile(rf"(?:tot en met|t/m|tot) ?(?P<high>{_NUMBER}) ?(?P<high_unit>{_UNIT})?")
_CENT = Decimal("0.01")
_EXPECTED = "Verwacht zijn leeftijden als '13 tot en met 25 jaar', '0-18 jaar' of 'vanaf 12 jaar'"


class AgeError(ValueError):
    """A text that names no ages."""


Ages = tuple[Decimal | None, Decimal | None]


@lru_cache(maxsize=1_000)  # in a register of thousands the same few come again and again
def read_ages(cell: str | date) -> Ages:
    """Return the lowest and the highest age in years, None for an open end; raise AgeError for anything else."""
    if not isinstance(cell, str):
        raise AgeError(f"Excel heeft hier een datum van gemaakt. {_EXPECTED}; geef de kolom de opmaak Tekst.")
    words = " ".join(re.sub("[–—−]", "-", cell.casefold()).replace("één", "een").split())
    if not words:
        return None, None
    low, high = _ends(words)
    if any(age is not None and not -1 <= age <= 120 for age in (low, high)):
        raise AgeError(f"Een leeftijd ligt tussen -1 en 120 jaar. {_EXPECTED}.")
    if low is not None and high is not None and low > high:
        raise AgeError("De hoogste leeftijd ligt onder de laagste. Controleer de leeftijden in het register.")
    return low, high


def _ends(words: str) -> Ages:
    if match := _RANGE.fullmatch(words):
        high_unit = match["high_unit"] or match["low_unit"]
        return _years(match["low"], match["low_unit"] or high_unit), _years(match["high"], high_unit)
    if (match := _FROM.fullmatch(words)) and (words.startswith("van") or match["open"]):
        return _years(match["low"], match["low_unit"]), None
    if match := _TO.fullmatch(words):
        return None, _years(match["high"], match["high_unit"])
    raise AgeError(f"{_EXPECTED}.")


def _years(number: str, unit: str | None) -> Decimal:
    years = Decimal(_WORDS[number]) if number in _WORDS else Decimal(number.replace(",", "."))
    if unit and unit.startswith(("maand", "mnd")):
        years /= 12
    elif unit and unit.startswith("week"):
        years /= 52
    return years.quantize(_CENT, rounding=ROUND_HALF_UP)
