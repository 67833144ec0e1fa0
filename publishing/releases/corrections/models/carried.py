"""Which corrected texts came into the workshop too."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from publishing.releases.corrections.models.change import CorrectionChange


class CarriedOver(models.Model):
    """That a published change was carried over into the workshop (overgenomen): somebody said so, or it was seen.

    ``is_seen`` says that the workshop held the very same document at that moment; ``by`` may be nobody then.
    """

    change = models.OneToOneField(
        CorrectionChange, on_delete=models.PROTECT, related_name="carried", verbose_name="wijziging"
    )
    is_seen = models.BooleanField("vanzelf gezien", default=False)
    note = models.TextField("opmerking", blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "overname in de werkplaats"
        verbose_name_plural = "overnames in de werkplaats"
        default_permissions = ("view", "add")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_seen=True) | Q(by__isnull=False), name="carried_over_by_somebody")
        ]

    def __str__(self) -> str:
        return f"overgenomen op {localtime(self.at):%d-%m-%Y}"
