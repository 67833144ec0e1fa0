"""The yearly round: from a base release to a set of content that two pairs of eyes have seen."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull

from publishing.freezing.vetting_round import VettingRound


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds."""

    def open(self) -> Self:
        """The one that is being worked on, if there is one."""
        return self.filter(closed_at=None)


class Round(models.Model):
    """A round (jaarronde). The base release is held as plain values: number, digest, date, moment of freezing.

    ``published_in`` is the number of the release that came of it; from then on nothing about the round changes.
    """

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    reference_date = models.DateField("ijkdatum")
    deadline = models.DateField("uiterste datum")
    base_number = models.CharField("basisuitgave", max_length=8, blank=True)
    base_digest = models.CharField("vingerafdruk van de basisuitgave", max_length=64, blank=True)
    base_reference_date = models.DateField("ijkdatum van de basisuitgave", null=True)
    base_frozen_at = models.DateTimeField("basisuitgave bevroren op", null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="geopend door"
    )
    opened_at = models.DateTimeField("geopend op")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gesloten door"
    )
    closed_at = models.DateTimeField("gesloten op", null=True)
    published_in = models.CharField("uitgebracht als", max_length=8, blank=True, default="")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "jaarronde"
        verbose_name_plural = "jaarrondes"
        default_permissions = ("view",)
        permissions: ClassVar = [("open_round", "Mag een ronde openen"), ("close_round", "Mag een ronde sluiten")]
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                IsNull(F("closed_at"), True), condition=Q(closed_at=None), name="round_one_open_at_most"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="round_closed_by_someone_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(base_number="", base_digest="", base_reference_date=None, base_frozen_at=None)
                | (
                    ~Q(base_number="")
                    & ~Q(base_digest="")
                    & Q(base_reference_date__isnull=False, base_frozen_at__isnull=False)
                ),
                name="round_base_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(published_in="") | Q(closed_at__isnull=False), name="round_published_once_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"Jaarronde {self.year}"

    @property
    def vetting(self) -> VettingRound:
        """What a freeze needs to know of it."""
        return VettingRound(year=self.year, reference_date=self.reference_date, known_until=self.closed_at)
