"""What somebody else found of a change."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.releases.corrections.models.change import CorrectionChange


class Outcome(models.TextChoices):
    """What a reviewer can say."""

    APPROVED = "akkoord", "akkoord"
    REJECTED = "afgekeurd", "afgekeurd"


class CorrectionReview(models.Model):
    """One person's review (beoordeling) of one change, of which the bytes never change. The newest holds.

    Nobody who had a hand in the change is its reviewer: a trigger refuses it from every side (immutability.py).
    """

    change = models.ForeignKey(
        CorrectionChange, on_delete=models.PROTECT, related_name="reviews", verbose_name="wijziging"
    )
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome)
    reason = models.TextField("reden", blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "beoordeling van een wijziging"
        verbose_name_plural = "beoordelingen van wijzigingen"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="correction_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.APPROVED) | ~Q(reason=""), name="correction_rejected_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} door {self.by}"
