"""The links that the Wegwijzer lists."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.models.item import SortedItem
from cms.content.querysets import SnippetQuerySet


class Reference(SortedItem):
    """A reference (verwijzing) in the overview of links."""

    title = models.CharField("titel", max_length=255, help_text="Wat iemand daar vindt; nooit alleen 'hier'.")
    # Not an URLField: the manual holds empty targets, which must come in to be seen and mended.
    url = models.CharField("webadres", max_length=1000, blank=True, help_text="Volledig, met https:// ervoor.")
    description = RichTextField("omschrijving", blank=True, help_text="In één zin waarvoor de link dient.")

    objects = SnippetQuerySet.as_manager()

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("description")]
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("url"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title
