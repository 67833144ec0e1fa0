"""A correction, and that it was dropped."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from publishing.releases.models import Release


class Correction(models.Model):
    """A correction (correctie): a release to be made of the published one ``base`` with a few documents changed.

    ``reason`` stays inside; ``summary`` is what the world reads of it in the accountability. How far it is follows from
    what was done with it (standing.py).
    """

    base = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="corrections", verbose_name="basisuitgave")
    number = models.CharField("nummer", max_length=8)
    reason = models.TextField("reden")
    summary = models.TextField("samenvatting", blank=True)
    at = models.DateTimeField("begonnen op")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="begonnen door"
    )

    class Meta:
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
        default_permissions = ("view", "add", "freeze", "drop")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason")]

    def __str__(self) -> str:
        return f"Correctie {self.number}"


class CorrectionDrop(models.Model):
    """That a correction will not go out after all (intrekking)."""

    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="drop", verbose_name="correctie"
    )
    reason = models.TextField("reden")
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "intrekking"
        verbose_name_plural = "intrekkingen"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_dropped_with_a_reason")
        ]

    def __str__(self) -> str:
        return f"ingetrokken op {localtime(self.at):%d-%m-%Y}"
