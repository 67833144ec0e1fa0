"""The steps of the school-wide approach."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.models.item import SnippetItem
from cms.content.querysets import SnippetQuerySet


class Step(SnippetItem):
    """A step (stap) of the seven in which a school works on well-being."""

    number = models.PositiveSmallIntegerField(
        "nummer", unique=True, validators=[MinValueValidator(1), MaxValueValidator(99)], help_text="1 tot en met 7."
    )
    title = models.CharField("titel", max_length=255, help_text="De stap als opdracht, bijvoorbeeld: Kies doelen.")
    body = RichTextField("tekst", blank=True, help_text="Uitleg bij de stap, met links naar hulpmiddelen.")

    objects = SnippetQuerySet.as_manager()

    panels = [FieldPanel("number"), FieldPanel("title"), FieldPanel("body")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("live")]

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Stap {self.number}: {self.title}"
