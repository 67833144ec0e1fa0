"""The running texts of the Wegwijzer."""

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.choices import TextKey
from cms.content.models.item import SnippetItem
from cms.content.querysets import TextQuerySet


class Text(SnippetItem):
    """A running text (tekst) with a fixed place in the Wegwijzer."""

    key = models.CharField(
        "plaats",
        max_length=30,
        choices=TextKey,
        unique=True,
        help_text="Waar deze tekst staat. Elke plaats heeft één tekst.",
    )
    title = models.CharField("titel", max_length=255, help_text="De kop boven de tekst.")
    body = RichTextField("tekst")

    objects = TextQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        FieldPanel("title"),
        FieldPanel("body", help_text="Korte alinea's met één boodschap per alinea. Lees ze één keer hardop."),
    ]
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "tekst"
        verbose_name_plural = "teksten"
        ordering = ["pk"]
        constraints = [  # a draft may not have its place yet
            models.CheckConstraint(condition=Q(key__in=["", *TextKey.values]), name="text_key_is_known")
        ]

    def __str__(self) -> str:
        return self.title
