"""The examples of the documentation: each address is asked by a test, so each of them runs."""

import re
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_CODE = re.compile(r"`([^`]+)`")


class Example(NamedTuple):
    """What a reader wants, and the address (behind the version) that gives it."""

    wish: str
    path: str


class Section(NamedTuple):
    """Examples that belong together, under a heading, with what a reader should know first."""

    heading: str
    id: str
    explained: tuple[str, ...]
    examples: tuple[Example, ...]

    @property
    def texts(self) -> list[SafeString]:
        """What is explained, as HTML: what stands between backticks is code."""
        return [mark_safe(_CODE.sub(r"<code>\1</code>", escape(text))) for text in self.explained]  # noqa: S308 - escaped


def sections(number: str, previous: str, digest: str) -> list[Section]:
    """Return every section, with a real release ``number``, the one before it and its ``digest`` in the addresses."""
    pinned = f"uitgaven/{number}"
    return [
        _choosing(pinned),
        _reading(pinned),
        _searching(pinned),
        _keeping_up(number, previous, digest),
        _shapes(),
    ]


def _choosing(pinned: str) -> Section:
    return Section(
        "Een uitgave kiezen",
        "uitgaven",
        (
            "Een uitgave is een gedateerde versie van de hele Wegwijzer. Wat onder een uitgavenummer staat, "
            "verandert nooit. U mag het dus voor altijd bewaren.",
            "Onder `actueel` staat dezelfde inhoud van de uitgave die nu geldt. De header `Content-Location` zegt "
            "onder welk vast adres u hetzelfde vindt.",
        ),
        (
            Example("Alle uitgaven, de nieuwste eerst", "uitgaven"),
            Example("De uitgave die nu geldt", "actueel"),
            Example("Eén uitgave: datums, aantallen en adressen", pinned),
            Example("Alles van een uitgave in één bestand", f"{pinned}/bundel"),
        ),
    )


def _reading(pinned: str) -> Section:
    return Section(
        "Inhoud lezen",
        "inhoud",
        (
            "Elke soort is een collectie. Een collectie komt in bladzijden: staat er `volgende` in het antwoord, "
            "geef die waarde dan mee als `cursor`. De header `Link` met `rel=next` heeft het hele adres.",
        ),
        (
            Example("Alle domeinen", f"{pinned}/domeinen"),
            Example("De eerste tien aanbevelingen", f"{pinned}/aanbevelingen?limiet=10"),
            Example("Hoe de erkenningen zijn gecontroleerd", f"{pinned}/verantwoording"),
            Example("Wat er later over een uitgave is gezegd", f"{pinned}/mededelingen"),
        ),
    )


def _searching(pinned: str) -> Section:
    return Section(
        "Zoeken en kiezen",
        "zoeken",
        (
            "Filters gelden samen. Meer waarden in één filter, met komma’s ertussen, betekent: een van deze.",
            "Met `zoek` vindt u woorden aan hun begin, zonder op hoofdletters of accenten te letten.",
        ),
        (
            Example("Interventies voor kinderen van acht", f"{pinned}/interventies?leeftijd=8"),
            Example(
                "Wat het NJi minstens goed onderbouwd vindt",
                f"{pinned}/interventies?register=nji&niveau=goed-onderbouwd,effectief",
            ),
            Example("Aanbevelingen over rust, de beste eerst", f"{pinned}/aanbevelingen?zoek=rust"),
            Example("Alleen namen, op alfabet", f"{pinned}/interventies?velden=naam&sorteer=titel"),
        ),
    )


def _keeping_up(number: str, previous: str, digest: str) -> Section:
    return Section(
        "Een kopie bijhouden",
        "bijhouden",
        (
            "Bewaar van uw kopie het nummer en de vingerafdruk. Vraag af en toe of zij nog bij de tijd is, en haal "
            "dan alleen het verschil.",
            "Pas het verschil toe in deze volgorde. Haal eruit wat in `vervallen` staat, en elk item dat een `na` "
            "heeft. Zet daarna de items een voor een terug: met `na` achter het item dat daar staat (leeg is "
            "vooraan), zonder `na` op hun oude plaats.",
            "Controleer: de inhoudslijst uit het verschil, met de items in die volgorde, heeft als SHA-256 de "
            "vingerafdruk van de nieuwe uitgave. Klopt dat niet, haal dan de bundel.",
        ),
        (
            Example("Is mijn kopie bij de tijd?", f"controle?vingerafdruk={digest}"),
            Example("Wat is er veranderd?", f"wijzigingen?van={previous}&naar={number}"),
            Example("De inhoudslijst met alle vingerafdrukken", f"uitgaven/{number}/manifest"),
            Example("Uitgaven en mededelingen als feed", "feed"),
        ),
    )


def _shapes() -> Section:
    return Section(
        "De vorm van de gegevens",
        "vorm",
        (
            "Elke soort heeft een JSON Schema. Een schema groeit alleen: negeer velden die u niet kent.",
            "Fouten komen als `application/problem+json`, met alles wat er mis is in één keer.",
        ),
        (
            Example("Alle schema’s", "schemas"),
            Example("Het schema van een interventie", "schemas/interventie"),
            Example("De beschrijving van de hele API (OpenAPI 3.1)", "openapi.json"),
        ),
    )
