"""The pause switch, as the rows of who turned it and why."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime


class PauseChange(models.Model):
    """One turn of the pause switch (pauze). Only ever added; the newest holds."""

    is_paused = models.BooleanField("gepauzeerd")
    reason = models.TextField("reden")
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "pauze"
        verbose_name_plural = "pauzes"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="pause_has_a_reason")]

    def __str__(self) -> str:
        return f"{'gepauzeerd' if self.is_paused else 'hervat'} op {localtime(self.at):%d-%m-%Y}"
