"""Interventions, examples and recommendations as the templates show them: values only, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from exporters.kinds.website.addresses import anchor
from exporters.kinds.website.content import Content
from exporters.kinds.website.rich_text import RichText
from exporters.kinds.website.words import words
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import Intervention, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import Recommendation, Substantiation
from publishing.freezing.dutch import ages_in_words, day_in_words, listed

_MOST = 120  # years


@dataclass(frozen=True, kw_only=True)
class ShownRecognition:
    """One line about one register."""

    level: str
    fine: str  # empty where it says what the coarse one says
    coarse: str
    register: str
    day: str
    iso: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ShownIntervention:
    """An intervention by itself, or with the text that was written for one recommendation."""

    id: str
    anchor: str
    name: str
    address: str  # of its own description on this site
    text: SafeString
    owner: str
    ages: str
    sectors: str
    themes: str
    methods: str
    prevention: str
    pillars: str
    regions: str
    url: str
    recognitions: list[ShownRecognition]
    data: list[tuple[str, str]]  # what the filters look at


@dataclass(frozen=True, kw_only=True)
class ShownExample:
    """A practice example."""

    anchor: str
    title: str
    body: SafeString
    organisation: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ShownRecommendation:
    """A recommendation with everything below it."""

    id: str
    anchor: str
    title: str
    body: SafeString
    preventive: bool
    indicated: bool
    substantiation: list[Substantiation]
    interventions: list[ShownIntervention]
    examples: list[ShownExample]


class Shower:
    """Makes shown values for a page from which the root of the site is ``root``."""

    def __init__(self, content: Content, rich: RichText, root: str) -> None:
        self._content, self._rich, self._root = content, rich, root
        self._interventions = content.by_id(Intervention)
        self._examples = content.by_id(PracticeExample)

    def html(self, html: str, below: int = 2) -> SafeString:
        """Return rich text whose headings come below a heading of level ``below``."""
        return self._rich.shown(html, root=self._root, below=below)

    def recommendations(self, domain: Domain) -> list[ShownRecommendation]:
        """Return the recommendations of a domain; what was erased is left out."""
        return [self.recommendation(one) for one in self._content.recommendations_of(domain)]

    def recommendation(self, one: Recommendation) -> ShownRecommendation:
        """Return a recommendation, its interventions with the text that was written for it."""
        links = [(self._interventions[link.intervention], link) for link in one.interventions if self._has(link)]
        return ShownRecommendation(
            id=one.id,
            anchor=anchor("aanbeveling", one.id),
            title=one.title,
            body=self.html(one.body, 3),
            preventive=one.preventive,
            indicated=one.indicated,
            substantiation=one.substantiation,
            interventions=[
                self.intervention(held, link.tailored_text, within=f"{one.id}--", below=5) for held, link in links
            ],
            examples=[
                self.example(self._examples[key], within=f"{one.id}--", below=5)
                for key in one.practice_examples
                if key in self._examples
            ],
        )

    def _has(self, link: object) -> bool:
        return getattr(link, "intervention", "") in self._interventions

    def intervention(self, one: Intervention, text: str, *, within: str = "", below: int) -> ShownIntervention:
        """Return an intervention with ``text`` as its description here."""
        labels = words()["intervention"]
        return ShownIntervention(
            id=one.id,
            anchor=anchor("interventie", within + one.id),
            name=one.name,
            address=self._root + (self._rich.addresses.of("interventie", one.id) or ""),
            text=self.html(text, below),
            owner=one.owner,
            ages=ages_in_words(one.age_from, one.age_to),
            sectors=listed(one.sectors),
            themes=listed(one.themes),
            methods=listed(one.methods),
            prevention=labels["prevention_levels"].get(one.prevention_level, ""),
            pillars=listed(one.pillars),
            regions=listed(one.regions),
            url=one.url,
            recognitions=[_recognition(held) for held in one.recognitions],
            data=list(_filtered_by(one)),
        )

    def example(self, one: PracticeExample, *, within: str = "", below: int) -> ShownExample:
        """Return a practice example."""
        return ShownExample(
            anchor=anchor("praktijkvoorbeeld", within + one.id),
            title=one.title,
            body=self.html(one.body, below),
            organisation=one.organisation,
            url=one.url,
        )


def _recognition(one: Recognition) -> ShownRecognition:
    labels, label = words()["intervention"], words()["levels"][one.level]["label"]
    return ShownRecognition(
        level=one.level,
        fine=label if label.casefold() != one.coarse_level else "",
        coarse=one.coarse_level,
        register=labels["registers"][one.register],
        day=day_in_words(one.recognised_on),
        iso=one.recognised_on.isoformat(),
        url=one.url,
    )


def _filtered_by(one: Intervention) -> Iterable[tuple[str, str]]:
    if one.age_from is not None or one.age_to is not None:
        low = 0.0 if one.age_from is None else one.age_from
        high = float(_MOST) if one.age_to is None else one.age_to
        yield "leeftijd", f"{low:g}:{high:g}"
    yield "sector", "|".join(one.sectors)
    yield "thema", "|".join(one.themes)
    yield "niveau", "|".join(dict.fromkeys(held.level for held in one.recognitions))
