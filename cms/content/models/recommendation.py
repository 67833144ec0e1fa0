"""The recommendations of a domain, with the interventions and practice examples that they lean on."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.content.copying import CopyUnderNewName
from cms.content.models.intervention import Intervention
from cms.content.models.item import Identified
from cms.content.models.practice_example import PracticeExample
from cms.content.models.readable import Readable
from cms.content.models.state import PageHasState
from cms.content.preview import RenderedPreview
from cms.content.querysets import RecommendationQuerySet


class RecommendationPage(RenderedPreview, PageHasState, Identified, Page):
    """A recommendation (aanbeveling): what a school can do, why, and with what help."""

    body = RichTextField("tekst", help_text="Wat de school kan doen. Begin met de handeling, in korte zinnen.")
    preventive = models.BooleanField(
        "preventief", default=True, help_text="Ook zinvol als er nog geen problemen spelen."
    )
    indicated = models.BooleanField("indicatief", default=False, help_text="Bedoeld voor als er al problemen spelen.")

    objects: ClassVar[Any] = RecommendationQuerySet.as_page_manager()

    content_panels = [
        FieldPanel("title", heading="Titel", help_text="De aanbeveling in één zin, beginnend met een werkwoord."),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("preventive"), FieldPanel("indicated")], heading="Voor welke situatie"),
        InlinePanel(
            "substantiations",
            heading="Onderbouwing",
            label="bron",
            help_text="Waar deze aanbeveling op berust. Eén regel per bron.",
        ),
        HelpPanel(template="content/tailored_examples.html", heading="Zo schrijf je een goede toelichting"),
        InlinePanel(
            "intervention_links",
            heading="Interventies",
            label="interventie",
            help_text="Welke interventies bij deze aanbeveling passen, in de volgorde waarin scholen ze zien.",
        ),
        InlinePanel(
            "practice_links",
            heading="Inspiratie uit de praktijk",
            label="praktijkvoorbeeld",
            help_text="Voorbeelden van scholen die dit doen, in de volgorde waarin scholen ze zien.",
        ),
    ]
    edit_handler = TabbedInterface(
        [ObjectList([*content_panels, CommentPanel()], heading="Inhoud")], base_form_class=WagtailAdminPageForm
    )
    copy_form_class = CopyUnderNewName
    search_fields = [*Page.search_fields, index.SearchField("body")]
    exclude_fields_in_copy = ["uid"]
    parent_page_types = ["content.DomainPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "aanbeveling"
        verbose_name_plural = "aanbevelingen"

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page as a version holds it, with the kept intervention wherever it links a merged one.

        A version that linked both shows the kept one twice, each with its text: that is a finding, and no text is lost.
        """
        if rows := content.get("intervention_links"):
            now = Intervention.every.successors()
            linked = [{**row, "intervention": now.get(row["intervention"], row["intervention"])} for row in rows]
            content = {**content, "intervention_links": linked}
        version: Self = super().with_content_json(content)
        return version


class RecommendationPart(Readable, Orderable):
    """A row of a recommendation. Its primary key changes with every publication: ``uid`` is what stays.

    No row carries a unique constraint, and nothing points at one: Wagtail writes all rows anew from a revision.
    """

    uid = models.UUIDField("kenmerk", default=uuid.uuid4, editable=False)

    class Meta(Orderable.Meta):
        abstract = True


class Substantiation(RecommendationPart):
    """A source on which a recommendation rests (onderbouwing)."""

    recommendation = ParentalKey(RecommendationPage, on_delete=models.CASCADE, related_name="substantiations")
    text = models.TextField("bron", help_text="Titel, makers en jaar van het onderzoek, of de bevinding in één zin.")
    url = models.URLField("webadres", blank=True, help_text="Waar de bron te lezen is. Mag leeg blijven.")

    panels = [FieldPanel("text"), FieldPanel("url")]

    class Meta(RecommendationPart.Meta):
        verbose_name = "onderbouwing"
        verbose_name_plural = "onderbouwing"


class InterventionLink(RecommendationPart):
    """An intervention that fits a recommendation, with the text tailored to that fit (toelichting)."""

    recommendation = ParentalKey(RecommendationPage, on_delete=models.CASCADE, related_name="intervention_links")
    # SET_NULL, never PROTECT: a protected key makes Wagtail's editor fail. The gap is a finding at the freeze.
    intervention = models.ForeignKey(
        Intervention,
        on_delete=models.SET_NULL,
        null=True,
        related_name="recommendation_links",
        verbose_name="interventie",
    )
    tailored_text = RichTextField(
        "toelichting bij de aanbeveling",
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="Welk werkzaam element van de interventie past bij déze aanbeveling? Twee of drie eigen zinnen.",
    )

    panels = [
        FieldPanel(
            "intervention",
            help_text="Kies een bestaande interventie. Staat die er nog niet, maak haar dan eerst bij Interventies.",
        ),
        FieldPanel("tailored_text"),
    ]

    class Meta(RecommendationPart.Meta):
        verbose_name = "interventie bij een aanbeveling"
        verbose_name_plural = "interventies bij een aanbeveling"


class PracticeLink(RecommendationPart):
    """A practice example that shows a recommendation at work."""

    recommendation = ParentalKey(RecommendationPage, on_delete=models.CASCADE, related_name="practice_links")
    practice_example = models.ForeignKey(
        PracticeExample,
        on_delete=models.SET_NULL,
        null=True,
        related_name="recommendation_links",
        verbose_name="praktijkvoorbeeld",
    )

    panels = [
        FieldPanel(
            "practice_example", help_text="Kies een bestaand voorbeeld. Let op tot wanneer de school toestemming gaf."
        )
    ]

    class Meta(RecommendationPart.Meta):
        verbose_name = "praktijkvoorbeeld bij een aanbeveling"
        verbose_name_plural = "praktijkvoorbeelden bij een aanbeveling"
