"""Who is told of a release, and the keys with which that is signed."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.webhooks.sealing import unseal

LONGEST_ADDRESS = 500


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Subscribers."""

    def active(self) -> Self:
        """Those who are told of what happens."""
        return self.filter(off_at=None)


class Subscriber(models.Model):
    """A subscriber (afnemer). Never deleted, but switched off, with why; ``slug`` never changes.

    The outbox knows it by its slug, so what waits for it goes to the address that it has by then.
    """

    slug = models.SlugField("kenmerk", max_length=100, unique=True, editable=False)
    name = models.CharField("naam", max_length=100, unique=True)
    url = models.CharField("webadres", max_length=LONGEST_ADDRESS)
    created_at = models.DateTimeField("toegevoegd op")
    off_at = models.DateTimeField("uitgezet op", null=True)
    off_reason = models.TextField("waarom uitgezet", blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "afnemer"
        verbose_name_plural = "afnemers"
        default_permissions = ("view", "add", "change")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(off_at=None, off_reason="") | (Q(off_at__isnull=False) & ~Q(off_reason="")),
                name="subscriber_off_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it is told of what happens."""
        return self.off_at is None


class SubscriberKeyQuerySet(models.QuerySet["SubscriberKey"]):
    """Keys of subscribers."""

    def valid_at(self, at: datetime) -> Self:
        """Those that sign at ``at``, the newest first."""
        return self.filter(Q(until=None) | Q(until__gt=at)).order_by("-pk")


class SubscriberKey(models.Model):
    """A key (sleutel) of a subscriber, sealed. One has no end; those before it sign until theirs."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="keys", verbose_name="afnemer")
    sealed = models.TextField("verzegelde sleutel")
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    until = models.DateTimeField("geldig tot", null=True)

    objects = SubscriberKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber"], condition=Q(until=None), name="key_one_without_end"),
        ]

    def __str__(self) -> str:
        return f"sleutel van {self.subscriber_id}, {self.made_at}"

    def opened(self) -> str:
        """Return the key itself; raise SealError when it cannot be read."""
        return unseal(self.sealed)
