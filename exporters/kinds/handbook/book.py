"""The whole book as plain values for the template, chapter by chapter."""

import unicodedata
from typing import Any

from exporters.kinds.handbook.domains import Domains
from exporters.kinds.handbook.edition import Edition, name_in_book
from exporters.kinds.handbook.recognised import address, described
from exporters.typesetting.rich_text import blocks_of
from exporters.typesetting.words import printable
from publishing.documents.kinds.accountability import Accountability
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import Intervention
from publishing.freezing.dutch import day_in_words

_COLOPHON = "colofon"
_AT_THE_BACK = ("verantwoording", "onderbouwing", "systeembenadering")  # texts by id, in this order


def book_of(edition: Edition) -> dict[str, Any]:
    """Return all that is printed, in the order of the book."""
    texts = {one.id: one for one in edition.all(Text)}
    domains = Domains(edition)
    back = [*_AT_THE_BACK, _COLOPHON]
    return {
        "release": release_facts(edition),
        "introduction": [_text(one, edition) for one in texts.values() if one.id not in back],
        "steps": [_step(one, edition) for one in edition.all(Step)],
        "domains": domains.all(),
        "questions": [_question(one, edition) for one in edition.all(SelectionQuestion)],
        "examples": domains.other_examples(),
        "interventions": [described(one, edition, level=2) for one in sorted(edition.all(Intervention), key=_by_name)],
        "definitions": [_definition(one, edition) for one in edition.all(Definition)],
        "background": [_text(texts[found], edition) for found in _AT_THE_BACK if found in texts],
        "accountability": [_accountability(one, edition) for one in edition.all(Accountability)],
        "references": [_reference(one, edition) for one in edition.all(Reference)],
        "colophon": [_text(texts[found], edition) for found in (_COLOPHON,) if found in texts],
    }


def release_facts(edition: Edition) -> dict[str, str]:
    """Return what every page says of the release, and the colophon."""
    manifest = edition.manifest
    return {
        "number": manifest.number,
        "day": day_in_words(manifest.reference_date),
        "publisher": printable(manifest.publisher),
        "check": printable(manifest.base_url),
        "licence": manifest.licence,
        "licence_shown": printable(manifest.licence),
        "digest": edition.digest,
    }


def _by_name(one: Intervention) -> tuple[str, str]:
    """Order as a Dutch index does: neither accents nor capitals count."""
    letters = unicodedata.normalize("NFKD", one.name.casefold())
    return "".join(sign for sign in letters if sign.isalnum() or sign == " "), one.id


def _text(one: Text, edition: Edition) -> dict[str, Any]:
    return _entry("tekst", one.id, one.title, one.body, edition)


def _step(one: Step, edition: Edition) -> dict[str, Any]:
    return {"number": one.number, **_entry("stap", one.id, one.title, one.body, edition)}


def _question(one: SelectionQuestion, edition: Edition) -> dict[str, Any]:
    return {"number": one.number, **_entry("keuzevraag", one.id, one.question, one.explanation, edition)}


def _definition(one: Definition, edition: Edition) -> dict[str, Any]:
    return _entry("begrip", one.id, one.term, one.body, edition)


def _accountability(one: Accountability, edition: Edition) -> dict[str, Any]:
    return _entry("verantwoording", one.id, one.title, one.body, edition)


def _reference(one: Reference, edition: Edition) -> dict[str, Any]:
    return {**_entry("verwijzing", one.id, one.title, one.description, edition), **address(one.url)}


def _entry(kind: str, public_id: str, title: str, html: str, edition: Edition) -> dict[str, Any]:
    """Return what most items are on paper: a heading of level 2 with a text."""
    return {
        "id": name_in_book(kind, public_id),
        "title": printable(title),
        "body": blocks_of(html, under=2, printed=edition.printed),
    }
