"""The domains that a school scores."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.content.choices import SystemLevel
from cms.content.copying import CopyUnderNewName
from cms.content.models.item import Identified
from cms.content.models.state import PageHasState
from cms.content.preview import RenderedPreview
from cms.content.querysets import DomainQuerySet


class DomainPage(RenderedPreview, PageHasState, Identified, Page):
    """A domain (domein): two extremes between which a team gives a score from 1 to 10."""

    number = models.PositiveSmallIntegerField(
        "nummer",
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text="De plaats van het domein in de Wegwijzer: 1 tot en met 8.",
    )
    system_level = models.CharField(
        "systeemniveau",
        max_length=20,
        choices=SystemLevel,
        blank=True,
        help_text="Waar dit domein ligt in de systeembenadering.",
    )
    when_low = models.TextField(
        "als het niet goed gaat",
        help_text="De beschrijving bij score 1. Schrijf wat je op school ziet en hoort, in korte zinnen.",
    )
    when_high = models.TextField(
        "als het wel goed gaat",
        help_text="De beschrijving bij score 10. Noem dezelfde onderwerpen als bij score 1.",
    )
    explanation = RichTextField(
        "toelichting",
        help_text="Wat onderzoek zegt over dit domein en het welbevinden van leerlingen.",
    )

    objects: ClassVar[Any] = DomainQuerySet.as_page_manager()

    content_panels = [
        FieldPanel("title", heading="Titel", help_text="De naam van het domein, zoals scholen die zien."),
        MultiFieldPanel([FieldPanel("number"), FieldPanel("system_level")], heading="Plaats"),
        MultiFieldPanel([FieldPanel("when_low"), FieldPanel("when_high")], heading="De twee uitersten"),
        FieldPanel("explanation"),
    ]
    edit_handler = TabbedInterface(
        [ObjectList([*content_panels, CommentPanel()], heading="Inhoud")], base_form_class=WagtailAdminPageForm
    )
    copy_form_class = CopyUnderNewName
    search_fields = [*Page.search_fields, index.SearchField("when_low"), index.SearchField("when_high")]
    exclude_fields_in_copy = ["uid"]
    parent_page_types = ["content.Wegwijzer"]
    subpage_types = ["content.RecommendationPage"]

    class Meta:
        verbose_name = "domein"
        verbose_name_plural = "domeinen"

    def get_admin_display_title(self) -> str:
        """Return the title with its number, by which everyone knows a domain."""
        return f"{self.number}. {super().get_admin_display_title()}"

    def get_admin_default_ordering(self) -> str:
        """Recommendations show in their own order, to be dragged."""
        return "ord"
