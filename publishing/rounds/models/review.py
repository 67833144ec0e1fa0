"""Reviews: who looked at which bytes, what they found, and who had changed those before.

Rules of the rows (triggers hold them all, see immutability.py):
- a Review and a ReviewChanger are added and never changed or deleted;
- nobody who changed the item since the base release is its reviewer, from whichever side the rows are written.
Whether a review still counts is a comparison of digests, made when asked (states.py).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from publishing.rounds.models.added_only import AddedOnly
from publishing.rounds.models.item import RoundItem


class Outcome(models.TextChoices):
    """What a reviewer can say."""

    CONFIRMED = "bevestigd", "bevestigd"
    REJECTED = "afgekeurd", "afgekeurd"


class Review(AddedOnly):
    """A review (beoordeling) of one part of an item.

    ``pair`` is the intervention whose tailored text was looked at, None for all the rest of the item. ``digest`` is
    that of the part, by which the review counts; ``document_digest`` that of the whole document that was on screen.
    """

    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, related_name="reviews", verbose_name="item")
    pair = models.UUIDField("interventie", null=True)
    digest = models.CharField("vingerafdruk", max_length=64)
    document_digest = models.CharField("vingerafdruk van het document", max_length=64)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="beoordeeld door"
    )
    at = models.DateTimeField("beoordeeld op")
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome)
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        default_permissions = ("add", "view")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="review_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.CONFIRMED) | ~Q(reason=""), name="review_rejected_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} op {localtime(self.at):%d-%m-%Y}"


class ReviewChanger(AddedOnly):
    """Somebody who had changed the item since the base release when it was reviewed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="changers", verbose_name="beoordeling")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gewijzigd door"
    )

    class Meta:
        verbose_name = "wijziger"
        verbose_name_plural = "wijzigers"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.person)
