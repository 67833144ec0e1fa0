"""Praktijkvoorbeeld."""

from datetime import date

from publishing.documents.base import Document, Html, Plain, Title, Url, named


class PracticeExample(Document, frozen=True, kw_only=True, tag="praktijkvoorbeeld"):
    """Een voorbeeld van een school."""

    title: Title = named("titel")
    body: Html = named("tekst", default="")
    organisation: Plain = named("organisatie", default="")
    url: Url = named("webadres", default="")
    consent_until: date | None = named("toestemmingTotEnMet", default=None)
