"""The terms that the Wegwijzer defines."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.models.item import SortedItem
from cms.content.querysets import SnippetQuerySet


class Definition(SortedItem):
    """A definition (begrip): what the Wegwijzer means by a word."""

    term = models.CharField("begrip", max_length=255, help_text="Het woord zoals het in de teksten staat.")
    body = RichTextField("omschrijving")

    objects = SnippetQuerySet.as_manager()

    panels = [
        FieldPanel("term"),
        FieldPanel("body", help_text="Eén of twee zinnen die ook duidelijk zijn voor wie het woord niet kent."),
    ]
    search_fields = [
        index.SearchField("term", boost=4),
        index.AutocompleteField("term"),
        index.SearchField("body"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.term
