"""When somebody looked a record up again and found it unchanged, or gone."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime

from cms.vetting.models.observation import Observation, ObservationError


class Consultation(models.Model):
    """A consultation (raadpleging): a register was read again. Never a new fact; never edited, only added.

    ``observation`` is the fact that the reading was compared with. ``found`` is false when the record had left a
    register that was read as a whole.
    """

    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="consultations", verbose_name="waarneming"
    )
    found = models.BooleanField("nog in het register", default=True)
    source = models.CharField("bronbestand", max_length=64, blank=True, editable=False)  # its SHA-256; empty by hand
    consulted_at = models.DateTimeField("geraadpleegd op", editable=False)
    consulted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="geraadpleegd door"
    )

    class Meta:
        verbose_name = "raadpleging"
        verbose_name_plural = "raadplegingen"
        default_permissions = ("add", "view")
        ordering: ClassVar = ["-consulted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.observation}, geraadpleegd op {localtime(self.consulted_at):%d-%m-%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new consultation; raise ObservationError for a change."""
        if not self._state.adding:
            raise ObservationError("Een raadpleging wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise ObservationError: what was looked up stays on record."""
        raise ObservationError("Een raadpleging wordt niet verwijderd.")
