"""Which freezes were made of a correction."""

from django.db import models

from publishing.releases.corrections.models.correction import Correction
from publishing.releases.models import Freeze


class CorrectionFreeze(models.Model):
    """How a freeze was made: of which correction, and of which of its changes (their keys, in order)."""

    freeze = models.OneToOneField(
        Freeze, on_delete=models.PROTECT, related_name="correction", verbose_name="bevriezing"
    )
    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, related_name="freezes", verbose_name="correctie"
    )
    changes = models.JSONField("wijzigingen")

    class Meta:
        verbose_name = "bevriezing van een correctie"
        verbose_name_plural = "bevriezingen van correcties"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.correction}, {self.freeze}"
