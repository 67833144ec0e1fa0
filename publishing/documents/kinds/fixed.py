"""De vaste inhoud: teksten, stappen, keuzevragen, begrippen en verwijzingen."""

from publishing.documents.base import Document, Html, Number, Title, Url, named


class Text(Document, frozen=True, kw_only=True, tag="tekst"):
    """Een lopende tekst met een vaste plaats."""

    title: Title = named("titel")
    body: Html = named("tekst", default="")


class Step(Document, frozen=True, kw_only=True, tag="stap"):
    """Een stap van de schoolbrede aanpak."""

    number: Number = named("nummer")
    title: Title = named("titel")
    body: Html = named("tekst", default="")


class SelectionQuestion(Document, frozen=True, kw_only=True, tag="keuzevraag"):
    """Een vraag die een team beantwoordt voor het een interventie kiest."""

    number: Number = named("nummer")
    question: Title = named("vraag")
    explanation: Html = named("toelichting", default="")


class Definition(Document, frozen=True, kw_only=True, tag="begrip"):
    """Wat de Wegwijzer met een woord bedoelt."""

    term: Title = named("begrip")
    body: Html = named("omschrijving", default="")


class Reference(Document, frozen=True, kw_only=True, tag="verwijzing"):
    """Een link uit het overzicht."""

    title: Title = named("titel")
    url: Url = named("webadres", default="")
    description: Html = named("omschrijving", default="")
