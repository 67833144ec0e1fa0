"""That a closed round was opened again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from publishing.rounds.models.added_only import AddedOnly
from publishing.rounds.models.round import Round


class RoundReopening(AddedOnly):
    """One time that a closed round was opened again (heropening). Only ever added."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reopenings", verbose_name="jaarronde")
    reason = models.TextField("reden")
    was_closed_at = models.DateTimeField("was gesloten op")
    at = models.DateTimeField("heropend op")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="heropend door"
    )

    class Meta:
        verbose_name = "heropening"
        verbose_name_plural = "heropeningen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="round_reopened_with_a_reason")]

    def __str__(self) -> str:
        return f"heropend op {localtime(self.at):%d-%m-%Y}"
