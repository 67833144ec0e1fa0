"""Examples from schools."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.models.item import SnippetItem
from cms.content.querysets import LinkedQuerySet


class PracticeExample(SnippetItem):
    """A practice example (praktijkvoorbeeld): what a school does, published with its consent."""

    title = models.CharField("titel", max_length=255)
    body = RichTextField("tekst", help_text="Wat de school doet en wat het oplevert. Geen namen van leerlingen.")
    organisation = models.CharField(
        "school of organisatie", max_length=255, blank=True, help_text="Van wie het voorbeeld is; geen personen."
    )
    url = models.URLField("webadres", blank=True, help_text="Waar meer te lezen is. Mag leeg blijven.")
    consent_until = models.DateField(
        "toestemming tot en met",
        null=True,
        blank=True,
        help_text="Tot wanneer de school toestemming gaf. Leeg betekent: zonder einddatum.",
    )

    objects = LinkedQuerySet.as_manager()

    panels = [
        FieldPanel("title", help_text="Wat de school doet, in één korte zin. Bijvoorbeeld: Elke dag samen beginnen."),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("url"), FieldPanel("consent_until")], heading="Herkomst"
        ),
    ]
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        index.SearchField("organisation"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
