"""Every page of the site: its address, its template, what it shows and which script it runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from exporters.kinds.website.addresses import TEXT_PAGES, Addresses, anchor, domain_page
from exporters.kinds.website.content import Content
from exporters.kinds.website.rich_text import RichText
from exporters.kinds.website.shown import Shower
from exporters.kinds.website.words import words
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import COARSE, Intervention
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.freezing.dutch import day_in_words

API = "api/v1"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One HTML file. ``name`` is its place in words.toml and its template; ``script`` its module below js/pages."""

    path: str
    name: str
    title: str
    script: str = "every"
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """How the root of the site is reached from here."""
        return "../" * self.path.count("/")


class Pages:
    """The pages of one release."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.addresses = Addresses(content)
        terms = [(one.term, f"begrippen.html#{anchor('begrip', one.id)}") for one in content.of(Definition)]
        self._rich = RichText(self.addresses, terms)
        self._top, self._below = (Shower(content, self._rich, root) for root in ("", "../"))

    def all(self) -> Iterator[Page]:
        """Yield every page, the first one first."""
        yield self._page("index.html", "start", texts=self._texts("index.html"), steps=self._steps())
        domains = {"domains": [self._domain(one) for one in self._content.of(Domain)]}
        yield self._page("traject.html", "score", script="score", **domains)
        yield self._page("rapport.html", "report", script="report", **domains)
        yield self._page("aanbevelingen.html", "domains", script="domains", **domains)
        for one in self._content.of(Domain):
            yield self._of_domain(one)
        yield self._page("plan.html", "plan", script="plan", **domains)
        yield from self._lists()
        yield from self._fixed()

    def _page(self, path: str, name: str, *, script: str = "every", **values: Any) -> Page:
        return Page(path=path, name=name, title=words()[name]["title"], script=script, values=values)

    def _texts(self, page: str) -> list[dict[str, Any]]:
        """Return the running texts of a page; one that has no page of its own stands on the page of explanation."""
        held = self._content.by_id(Text)
        order = [*(one for one in TEXT_PAGES if one in held), *(one for one in held if one not in TEXT_PAGES)]
        chosen = [held[key] for key in order if TEXT_PAGES.get(key, "uitleg.html") == page]
        return [
            {"anchor": anchor("tekst", one.id), "title": one.title, "body": self._top.html(one.body)} for one in chosen
        ]

    def _steps(self) -> list[dict[str, Any]]:
        return [
            {
                "anchor": anchor("stap", one.id),
                "number": one.number,
                "title": one.title,
                "body": self._top.html(one.body, 3),
            }
            for one in sorted(self._content.of(Step), key=lambda one: one.number)
        ]

    def _domain(self, one: Domain, *, shower: Shower | None = None) -> dict[str, Any]:
        return {
            "id": one.id,
            "number": one.number,
            "tint": (one.number - 1) % 8 + 1,
            "title": one.title,
            "when_low": one.when_low,
            "when_high": one.when_high,
            "explanation": (shower or self._top).html(one.explanation, 2),
            "page": domain_page(one.id),
            "count": len(self._content.recommendations_of(one)),
        }

    def _of_domain(self, one: Domain) -> Page:
        recommendations = self._below.recommendations(one)
        shown = [held for each in recommendations for held in each.interventions]
        values = {
            "domain": self._domain(one, shower=self._below),
            "recommendations": recommendations,
            "questions": self._questions(),
            "filters": _filters(self._content, {held.id for held in shown}),
        }
        return Page(path=domain_page(one.id), name="domain", title=one.title, script="domain", values=values)

    def _questions(self) -> list[dict[str, Any]]:
        return [
            {"id": one.id, "question": one.question, "explanation": one.explanation}
            for one in sorted(self._content.of(SelectionQuestion), key=lambda one: one.number)
        ]

    def _lists(self) -> Iterator[Page]:
        interventions = self._content.of(Intervention)
        yield self._page(
            "interventies.html",
            "interventions",
            script="interventions",
            interventions=[self._top.intervention(one, one.summary, below=2) for one in interventions],
            filters=_filters(self._content, {one.id for one in interventions}),
        )
        examples = [self._top.example(one, below=2) for one in self._content.of(PracticeExample)]
        yield self._page("praktijkvoorbeelden.html", "examples", examples=examples)
        plain = RichText(self.addresses)  # a definition does not mark itself
        definitions = [
            {"anchor": anchor("begrip", one.id), "term": one.term, "body": plain.shown(one.body, root="", below=2)}
            for one in self._content.of(Definition)
        ]
        yield self._page("begrippen.html", "definitions", definitions=definitions)
        references = [
            {
                "anchor": anchor("verwijzing", one.id),
                "title": one.title,
                "url": one.url,
                "body": self._top.html(one.description),
            }
            for one in self._content.of(Reference)
        ]
        yield self._page("links.html", "references", references=references)

    def _fixed(self) -> Iterator[Page]:
        questions = [
            {**one, "anchor": anchor("keuzevraag", one["id"]), "explanation": self._top.html(one["explanation"], 3)}
            for one in self._questions()
        ]
        yield self._page("uitleg.html", "explanation", texts=self._texts("uitleg.html"), questions=questions)
        told = self._content.accountability
        yield self._page(
            "verantwoording.html",
            "accountability",
            texts=self._texts("verantwoording.html"),
            told=self._top.html(told.body) if told else "",
            told_title=told.title if told else "",
        )
        manifest = self._content.manifest
        yield self._page("colofon.html", "colophon", texts=self._texts("colofon.html"), licence=manifest.licence)
        yield self._page("toegankelijkheid.html", "statement")
        yield self._page("zoeken.html", "search", script="search")
        yield self._page("bewaren.html", "keep", script="keep")
        yield self._page("404.html", "missing")


def _filters(content: Content, shown: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen among the interventions that are shown: (value, label) by filter."""
    held = [one for one in content.of(Intervention) if one.id in shown]
    levels = {recognition.level for one in held for recognition in one.recognitions}
    coarse = dict.fromkeys(COARSE[level] for level in COARSE if level in levels)
    return {
        "sectors": [(one, one) for one in sorted({name for each in held for name in each.sectors})],
        "themes": [(one, one) for one in sorted({name for each in held for name in each.themes})],
        "coarse": [("|".join(level for level in COARSE if COARSE[level] == one), one) for one in coarse],
        "levels": [(level, words()["levels"][level]["label"]) for level in COARSE if level in levels],
    }


def shared_values(content: Content) -> dict[str, Any]:
    """Return what every page shows."""
    manifest = content.manifest
    return {
        "number": content.number,
        "digest": content.digest,
        "day": day_in_words(content.reference_date),
        "publisher": manifest.publisher,
        "all_domains": [(one.number, one.title) for one in content.of(Domain)],
        "levels": words()["levels"],
        "common": words()["common"],
        "intervention_words": words()["intervention"],
        "connect": catalogue_origin(manifest.base_url),
    }


def catalogue_address(base_url: str) -> str:
    """Return where the public API answers, empty where the release does not say."""
    return f"{base_url.rstrip('/')}/{API}" if catalogue_origin(base_url) else ""


def catalogue_origin(base_url: str) -> str:
    """Return the origin that pages may connect to beside their own; empty for an address that is no plain http one."""
    try:
        parts = urlsplit(base_url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    is_plain = parts.scheme in {"http", "https"} and host.replace(".", "").replace("-", "").isalnum() and host.isascii()
    return f"{parts.scheme}://{host}{port}" if is_plain else ""
