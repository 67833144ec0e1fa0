"""The sheets of the workbook and their columns. A new field of a kind is a line here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from cms.content.choices import Method, Pillar, PreventionLevel, Sector
from cms.content.models import Intervention, InterventionLink, PracticeExample, PracticeLink, RecommendationPage
from cms.sources.readers.registers.words import SECTORS
from cms.sources.workbook.forms import (
    Address,
    Age,
    Choice,
    Choices,
    Day,
    DomainNumber,
    Form,
    Plain,
    Rich,
    Sources,
    Words,
    YesNo,
)

MARK = "kenmerk"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds a field; ``others`` are headings that people also write."""

    heading: str
    field: str
    form: Form
    width: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """A sheet with one item on a row. ``called`` is the field by which people know it."""

    name: str
    target: str
    label: str
    model: type[Model]
    called: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading, in order."""
        return (MARK, *(column.heading for column in self.columns))

    @property
    def needed(self) -> frozenset[str]:
        """The headings without which no row can be told apart."""
        return frozenset({MARK, *(column.heading for column in self.columns if column.field == self.called)})


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """A sheet with one link on a row, from a recommendation to an item of ``other``."""

    name: str
    target: str
    label: str
    other: ItemSheet
    model: type[Model]
    relation: str  # of a recommendation
    key: str  # of the link, to the other item
    columns: tuple[Column, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading, in order."""
        own = RECOMMENDATIONS.label, self.other.label
        ends = (heading for label in own for heading in (f"{MARK} {label}", label))
        return (*ends, *(column.heading for column in self.columns))

    @property
    def needed(self) -> frozenset[str]:
        """The headings without which no row can be told apart."""
        return frozenset({RECOMMENDATIONS.label, self.other.label})


Sheet = ItemSheet | LinkSheet

INTERVENTIONS = ItemSheet(
    "Interventies",
    "intervention",
    "interventie",
    Intervention,
    "name",
    (
        Column("naam", "name", Plain(255, required=True), 34, ("titel", "naam interventie")),
        Column("samenvatting", "summary", Rich(headings=False), 60),
        Column("eigenaar", "owner", Plain(255), 26),
        Column("leeftijd vanaf", "age_from", Age(), 10),
        Column("leeftijd tot en met", "age_to", Age(), 10, ("leeftijd t/m",)),
        Column("onderwijstypen", "sectors", Choices(Sector, SECTORS), 24, ("onderwijstype",)),
        Column("thema's", "themes", Words(), 26, ("themas", "thema")),
        Column("methode", "methods", Choices(Method), 20, ("methoden",)),
        Column("preventieniveau", "prevention_level", Choice(PreventionLevel), 16),
        Column("pijlers", "pillars", Choices(Pillar), 24, ("pijlers Gezonde School",)),
        Column("regio's", "regions", Words(), 18, ("regios", "regio")),
        Column("webadres", "url", Address(), 34, ("url", "link", "website")),
    ),
)
EXAMPLES = ItemSheet(
    "Praktijkvoorbeelden",
    "practice_example",
    "praktijkvoorbeeld",
    PracticeExample,
    "title",
    (
        Column("titel", "title", Plain(255, required=True), 34, ("naam",)),
        Column("tekst", "body", Rich(required=True), 80),
        Column("school of organisatie", "organisation", Plain(255), 28, ("school", "organisatie")),
        Column("webadres", "url", Address(), 34, ("url", "link", "website")),
        Column("toestemming tot en met", "consent_until", Day(), 16, ("toestemming t/m",)),
    ),
)
RECOMMENDATIONS = ItemSheet(
    "Aanbevelingen",
    "recommendation",
    "aanbeveling",
    RecommendationPage,
    "title",
    (
        Column("domein", "domain", DomainNumber(), 9, ("domein nummer", "domeinnummer")),
        Column("titel", "title", Plain(255, required=True), 40, ("naam",)),
        Column("tekst", "body", Rich(required=True), 80),
        Column("preventief", "preventive", YesNo(), 11),
        Column("indicatief", "indicated", YesNo(), 11),
        Column("onderbouwing", "substantiations", Sources(), 60, ("bronnen",)),
    ),
)
TAILORED = LinkSheet(
    "Toelichtingen",
    "intervention_link",
    "toelichting",
    INTERVENTIONS,
    InterventionLink,
    "intervention_links",
    "intervention",
    (Column("toelichting", "tailored_text", Rich(headings=False, required=True), 80, ("tekst",)),),
)
EXAMPLE_LINKS = LinkSheet(
    "Voorbeelden bij",
    "practice_link",
    "voorbeeld bij een aanbeveling",
    EXAMPLES,
    PracticeLink,
    "practice_links",
    "practice_example",
)

# As people see them, and in the order in which a plan needs them: what a link joins comes before the link.
SHEETS: tuple[Sheet, ...] = (RECOMMENDATIONS, EXAMPLES, INTERVENTIONS, TAILORED, EXAMPLE_LINKS)
ITEM_SHEETS = (INTERVENTIONS, EXAMPLES, RECOMMENDATIONS)
LINK_SHEETS = (TAILORED, EXAMPLE_LINKS)
ITEMS_BY_TARGET = {sheet.target: sheet for sheet in ITEM_SHEETS}
LINKS_BY_TARGET = {sheet.target: sheet for sheet in LINK_SHEETS}


def names_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Return each name under which a column may stand, with its heading."""
    for heading in sheet.headings:
        yield heading, heading
    for column in sheet.columns:
        for other in column.others:
            yield other, column.heading
    if isinstance(sheet, LinkSheet):
        for item in (RECOMMENDATIONS, sheet.other):
            yield f"{item.label} {MARK}", f"{MARK} {item.label}"
            for word in ("titel", "naam"):
                yield f"{word} {item.label}", item.label
                yield f"{item.label} {word}", item.label
