"""The interventions that help with a recommendation. Their level is never a field: it comes from observations."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content.choices import Method, Pillar, PreventionLevel, Sector
from cms.content.fields import ChoiceListField, WordListField
from cms.content.models.item import SnippetItem
from cms.content.querysets import InterventionManager, InterventionQuerySet

_AGES = [MinValueValidator(Decimal(-1)), MaxValueValidator(Decimal(120))]


class Intervention(SnippetItem):
    """An intervention (interventie). The full description stays at the register; this is what a school chooses by."""

    name = models.CharField("naam", max_length=255, help_text="De naam zoals het register die schrijft.")
    summary = RichTextField(
        "samenvatting",
        features=["bold", "italic", "ol", "ul", "link"],
        blank=True,
        help_text="Wat het is en voor wie, in twee of drie zinnen.",
    )
    owner = models.CharField(
        "eigenaar", max_length=255, blank=True, help_text="De organisatie die de interventie beheert; geen personen."
    )
    age_from = models.DecimalField(
        "leeftijd vanaf",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_AGES,
        help_text="In jaren. Leeg betekent: niet bekend.",
    )
    age_to = models.DecimalField(
        "leeftijd tot en met",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_AGES,
        help_text="In jaren. Leeg betekent: geen grens.",
    )
    sectors = ChoiceListField(choice_list=Sector, verbose_name="onderwijstypen")
    themes = WordListField(verbose_name="thema's", help_text="Met komma's ertussen: welbevinden, schoolstress.")
    methods = ChoiceListField(choice_list=Method, verbose_name="methode")
    prevention_level = models.CharField("preventieniveau", max_length=20, choices=PreventionLevel, blank=True)
    pillars = ChoiceListField(choice_list=Pillar, verbose_name="pijlers Gezonde School")
    regions = WordListField(
        verbose_name="regio's", help_text="Alleen invullen als de interventie niet overal te krijgen is."
    )
    url = models.URLField(
        "webadres", blank=True, help_text="De pagina van de interventie zelf, niet die van het register."
    )

    # Of the item, not of its versions, so it stands in no revision. Who deletes the kept one deletes what it absorbed:
    # SET_NULL would bring a merged one back, without its observations.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        serialize=False,
        related_name="+",
        verbose_name="samengevoegd met",
    )
    merged_into.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail reads it off the field

    objects = InterventionManager()
    every = InterventionQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("summary"),
        FieldPanel("owner"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldPanel(
                    "sectors",
                    help_text="Waarvoor het register haar noemt. Niets gekozen betekent: niet bekend.",
                ),
                FieldPanel(
                    "prevention_level",
                    help_text="Neem over wat het register zegt. Leeg betekent: niet bekend.",
                ),
            ],
            heading="Voor wie",
        ),
        MultiFieldPanel(
            [
                FieldPanel("themes"),
                FieldPanel("methods", help_text="Hoe de school ermee werkt. Kies alles wat het register noemt."),
                FieldPanel("pillars", help_text="Alleen de pijlers die de Gezonde School bij deze interventie noemt."),
            ],
            heading="Wat en hoe",
        ),
        MultiFieldPanel([FieldPanel("regions"), FieldPanel("url")], heading="Waar"),
    ]
    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.SearchField("owner"),
        index.FilterField("live"),
        index.FilterField("merged_into_id"),
    ]

    class Meta:
        verbose_name = "interventie"
        verbose_name_plural = "interventies"
        ordering = ["name", "pk"]
        permissions: ClassVar = [("merge_intervention", "Mag interventies samenvoegen")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="intervention_not_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the item; whether it is merged stays as the table says, however long ago this one was read."""
        with transaction.atomic():
            if not self._state.adding:
                held = Intervention.every.select_for_update().filter(pk=self.pk)
                self.merged_into_id = held.values_list("merged_into_id", flat=True).first()
            super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the item as a version holds it; no version brings a merge back or undoes one."""
        version: Self = super().with_content_json(content)
        version.merged_into_id = self.merged_into_id
        return version

    def clean(self) -> None:
        super().clean()
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            raise ValidationError({"age_to": "De hoogste leeftijd ligt onder de laagste."})
