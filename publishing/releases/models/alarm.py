"""What went wrong and must be seen by a person."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Alarms."""

    def standing(self) -> Self:
        """Those that nobody has dealt with."""
        return self.filter(seen_at=None)


class Alarm(models.Model):
    """An alarm (alarm): stands until a person says that they saw it. One stands per subject at most."""

    subject = models.CharField("onderwerp", max_length=100)
    message = models.TextField("melding")
    raised_at = models.DateTimeField("sinds")
    mailed_at = models.DateTimeField("gemaild op", null=True)
    seen_at = models.DateTimeField("gezien op", null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gezien door"
    )

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = "alarm"
        verbose_name_plural = "alarmen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject"], condition=Q(seen_at=None), name="alarm_one_per_subject"),
        ]

    def __str__(self) -> str:
        return self.message
