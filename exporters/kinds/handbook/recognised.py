"""Recognitions and features of interventions, in words for on paper."""

from collections.abc import Iterator
from typing import Any

from exporters.kinds.handbook.edition import Edition, name_in_book
from exporters.typesetting.rich_text import blocks_of
from exporters.typesetting.words import printable
from publishing.documents.kinds.intervention import Intervention, Recognition
from publishing.freezing.dutch import ages_in_words, capitalised, day_in_words, listed
from publishing.freezing.recognised import level_in_words, register_in_words

SHORT = 1_200  # characters of a text that may move to the next page as a whole
_PREVENTION = {"universeel": "universeel", "selectief": "selectief", "geindiceerd": "geïndiceerd"}


def recognition(one: Recognition) -> dict[str, str]:
    """Return the fine and coarse level, the day, the register and the link of a recognition."""
    return {
        "level": capitalised(level_in_words(one.level)),
        "coarse": one.coarse_level,
        "day": day_in_words(one.recognised_on),
        "register": register_in_words(one.register),
        **address(one.url),
    }


def address(url: str) -> dict[str, str]:
    """Return where a link leads (``url``) and how it is printed (``shown``)."""
    return {"url": url if url.startswith(("https://", "http://")) else "", "shown": printable(url)}


def described(one: Intervention, edition: Edition, *, level: int) -> dict[str, Any]:
    """Return an intervention as the book describes it once; its heading is of ``level``."""
    return {
        "id": name_in_book("interventie", one.id),
        "name": printable(one.name),
        "short": len(one.summary) < SHORT,
        "summary": blocks_of(one.summary, under=level, printed=edition.printed),
        "features": [{"label": label, "value": printable(value)} for label, value in _features(one)],
        "recognitions": [recognition(each) for each in one.recognitions],
        **address(one.url),
    }


def _features(one: Intervention) -> Iterator[tuple[str, str]]:
    values = {
        "Eigenaar": one.owner,
        "Leeftijd": ages_in_words(one.age_from, one.age_to),
        "Onderwijs": listed(one.sectors),
        "Thema’s": listed(one.themes),
        "Methode": listed(one.methods),
        "Preventie": _PREVENTION.get(one.prevention_level, ""),
        "Pijlers": listed(one.pillars),
        "Regio": listed(one.regions),
    }
    return ((label, value) for label, value in values.items() if value)
