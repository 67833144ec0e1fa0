"""Which warnings people let stand in a round, and why.

Rules of the rows: an acceptance is added, withdrawn once at most, and neither edited nor deleted.
"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

WITHDRAWAL = {"withdrawn_at", "withdrawn_by"}


class AcceptanceError(Exception):
    """A warning that may not be accepted, or an acceptance that may not be changed. The message is for the editor."""


class AcceptanceQuerySet(models.QuerySet["AcceptedWarning"]):
    """Acceptances."""

    def of_round(self, year: int) -> Self:
        """Those of the round of ``year``: a reason ends with its round."""
        return self.filter(round_year=year)

    def standing(self) -> Self:
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at=None)


class AcceptedWarning(models.Model):
    """A warning that somebody let stand (geaccepteerde waarschuwing): the rule, the place, and what stood there.

    ``digest`` names the text that was accepted, so that another text is a new question; ``message`` is what was read.
    """

    rule = models.CharField("regel", max_length=60)
    kind = models.CharField("soort", max_length=30)
    public_id = models.CharField("publiek kenmerk", max_length=120)
    field = models.CharField("veld", max_length=60)
    digest = models.CharField("vingerafdruk", max_length=64)
    message = models.TextField("melding")
    round_year = models.PositiveSmallIntegerField("jaarronde")
    reason = models.TextField("reden")
    accepted_at = models.DateTimeField("geaccepteerd op")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="geaccepteerd door"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ingetrokken door"
    )

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = "geaccepteerde waarschuwing"
        verbose_name_plural = "geaccepteerde waarschuwingen"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="acceptance_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="acceptance_withdrawn_by_someone_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["round_year", "rule", "kind", "public_id", "field", "digest"],
                condition=Q(withdrawn_at=None),
                name="acceptance_stands_once_per_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} bij {self.kind}/{self.public_id} in {self.round_year}"

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        """What a finding must have in common with this acceptance."""
        return self.rule, self.kind, self.public_id, self.field, self.digest

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new acceptance, or its withdrawal; raise AcceptanceError for any other change."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["*"]) != WITHDRAWAL:
            raise AcceptanceError("Een geaccepteerde waarschuwing wordt niet gewijzigd. Trek haar in.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise AcceptanceError: why something was let stand stays on record."""
        raise AcceptanceError("Een geaccepteerde waarschuwing wordt niet verwijderd. Trek haar in.")
