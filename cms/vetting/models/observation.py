"""What a register said about an intervention, and when it said so."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cms.content.models import Intervention
from cms.vetting.levels import MAPPING_VERSION, LabelError, RecognitionLevel, Register, read_label
from cms.vetting.records import record_key


class ObservationError(Exception):
    """Something that may not be done with an observation."""


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Observations."""

    def standing(self) -> Self:
        """Those that nobody took back as an error of entry."""
        return self.filter(retracted_at=None)

    def known_until(self, moment: Any) -> Self:
        """Those that stood at ``moment``, whatever was entered or taken back later; None for those that stand now."""
        if moment is None:
            return self.standing()
        taken_back_later = Q(retracted_at=None) | Q(retracted_at__gt=moment)
        return self.filter(taken_back_later, entered_at__lte=moment)

    def in_order_of_entry(self) -> Self:
        """The order that the state rule counts on: of two events with one date the last entered holds."""
        return self.order_by("pk")


RETRACTION = {"retracted_at", "retracted_by", "retraction_reason"}


class Observation(models.Model):
    """An observation (waarneming): one recognition event of one record in one register. Never edited, only added.

    ``level`` is what our mapping reads in ``raw_label``; empty when the register gives none.
    """

    intervention = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, related_name="observations", verbose_name="interventie"
    )
    register = models.CharField("register", max_length=20, choices=Register)
    record = models.CharField(
        "nummer of kenmerk",
        max_length=255,
        help_text="Gezonde School: het nummer in het Loket. NJi: het laatste deel van het webadres.",
    )
    record_key = models.CharField(
        "kenmerk om te vergelijken", max_length=255, default="", editable=False, db_index=True
    )
    raw_label = models.CharField(
        "erkend als", max_length=255, blank=True, help_text="Precies zoals het register het schrijft."
    )
    level = models.CharField("niveau", max_length=30, choices=RecognitionLevel, blank=True, editable=False)
    mapping_version = models.PositiveSmallIntegerField(
        "versie van de leesregels", default=MAPPING_VERSION, editable=False
    )
    recognised_on = models.DateField(
        "datum erkenning", null=True, blank=True, help_text="Alleen een datum die op de dag precies is."
    )
    in_reassessment = models.BooleanField("momenteel in herbeoordeling", default=False)
    is_conditional = models.BooleanField(
        "onder voorbehoud", default=False, help_text="De erkenning geldt dan zes maanden."
    )
    url = models.URLField("webadres in het register", blank=True, max_length=1000)
    source = models.CharField("bronbestand", max_length=64, blank=True, editable=False)  # its SHA-256; empty by hand
    entered_at = models.DateTimeField("ingevoerd op", editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ingevoerd door",
    )
    retracted_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ingetrokken door",
    )
    retraction_reason = models.TextField("reden van intrekken", blank=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        default_permissions = ("add", "view")
        permissions: ClassVar = [("retract_observation", "Mag een waarneming intrekken")]
        ordering: ClassVar = ["-recognised_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(register=Register.NJI, level=RecognitionLevel.GOED_BESCHREVEN),
                name="observation_nji_has_no_goed_beschreven",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at=None) | ~Q(retraction_reason=""), name="observation_retracted_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *RecognitionLevel.values]), name="observation_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_register_display()}: {self.raw_label or 'geen niveau'} ({self.recognised_on or 'geen datum'})"
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new observation, or the retraction of one; raise ObservationError for any other change."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["*"]) != RETRACTION:
            raise ObservationError("Een waarneming wordt niet gewijzigd. Trek haar in en voer een nieuwe in.")
        self.record_key = record_key(register=self.register, record=self.record)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise ObservationError: what was seen stays on record."""
        raise ObservationError("Een waarneming wordt niet verwijderd. Trek haar in, met een reden.")

    def clean(self) -> None:
        super().clean()
        try:
            self.level = read_label(self.raw_label, register=Register(self.register)) or ""
        except LabelError as error:
            raise ValidationError({"raw_label": str(error)}) from error
        except ValueError:
            return  # the register itself is wrong, and its own field says so
