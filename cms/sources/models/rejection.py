"""Values of a source that an editor did not want, remembered until the source says something else."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Rejection(models.Model):
    """A value that was rejected, or replaced by the editor's own. ``value`` is the SHA-256 of what the source said."""

    kind = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    value = models.CharField(max_length=64)
    rejected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "target", "key", "unit"], name="rejection_once_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.unit}"
