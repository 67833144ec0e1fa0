"""The questions with which a school chooses an intervention."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.models.item import SnippetItem
from cms.content.querysets import SnippetQuerySet


class SelectionQuestion(SnippetItem):
    """A selection question (keuzevraag) that a team answers before it takes an intervention."""

    number = models.PositiveSmallIntegerField(
        "nummer", unique=True, validators=[MinValueValidator(1), MaxValueValidator(99)], help_text="1 tot en met 5."
    )
    question = models.CharField("vraag", max_length=255, help_text="Eén vraag, die met ja of nee te beantwoorden is.")
    explanation = RichTextField("toelichting", blank=True, help_text="Waar een team op kan letten.")

    objects = SnippetQuerySet.as_manager()

    panels = [FieldPanel("number"), FieldPanel("question"), FieldPanel("explanation")]
    search_fields = [index.SearchField("question"), index.AutocompleteField("question"), index.FilterField("live")]

    class Meta:
        verbose_name = "keuzevraag"
        verbose_name_plural = "keuzevragen"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.question
