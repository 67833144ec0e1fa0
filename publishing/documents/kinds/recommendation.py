"""Aanbeveling."""

from publishing.documents.base import Document, Html, Id, Plain, Shape, Title, Url, named


class Substantiation(Shape, frozen=True, kw_only=True):
    """Een bron waarop een aanbeveling berust."""

    text: Plain = named("tekst")
    url: Url = named("webadres", default="")


class InterventionLink(Shape, frozen=True, kw_only=True):
    """Een interventie die bij de aanbeveling past, met de toelichting die voor deze aanbeveling is geschreven."""

    intervention: Id = named("interventie")
    tailored_text: Html = named("toelichting", default="")


class Recommendation(Document, frozen=True, kw_only=True, tag="aanbeveling"):
    """Een aanbeveling binnen een domein."""

    title: Title = named("titel")
    domain: Id = named("domein")
    body: Html = named("tekst", default="")
    preventive: bool = named("preventief", default=False)
    indicated: bool = named("indicatief", default=False)
    substantiation: list[Substantiation] = named("onderbouwing", default_factory=list)
    interventions: list[InterventionLink] = named("interventies", default_factory=list)
    practice_examples: list[Id] = named("praktijkvoorbeelden", default_factory=list)
