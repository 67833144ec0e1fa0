"""Where artefacts of a release are put, and every time that they were."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from exporters.targets.registry import LABELS
from publishing.releases.models import Release

LONGEST_ADDRESS = 500
MOST_KEPT = 20


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets."""

    def active(self) -> Self:
        """Those that are not paused."""
        return self.filter(paused_at=None)

    def following_live(self) -> Self:
        """Those that get each release that goes live."""
        return self.active().filter(channel=Target.Channel.LIVE)


class Target(models.Model):
    """A target (doel). Never deleted, but paused, with why; ``slug`` never changes.

    ``kinds`` are the kinds of artefact that it gets, ``unpacked`` those of them that are unpacked there. ``kept`` is
    how many folders of before stay beside the one that is read.
    """

    class Channel(models.TextChoices):
        """What it follows."""

        LIVE = "live", "live: elke uitgave die live gaat, vanzelf"
        TEST = "test", "test: alleen wat iemand aflevert, ook een kandidaat"

    slug = models.SlugField("kenmerk", max_length=100, unique=True, editable=False)
    name = models.CharField("naam", max_length=100, unique=True)
    address = models.CharField("adres", max_length=LONGEST_ADDRESS, unique=True)
    channel = models.CharField("kanaal", max_length=10, choices=Channel)
    kinds = models.JSONField("exportbestanden")
    unpacked = models.JSONField("uitgepakt", default=list)
    kept = models.PositiveSmallIntegerField("oude uitgaven bewaren", default=2)
    created_at = models.DateTimeField("toegevoegd op")
    paused_at = models.DateTimeField("gepauzeerd op", null=True)
    paused_reason = models.TextField("waarom gepauzeerd", blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        default_permissions = ("view", "add", "change")
        permissions: ClassVar = [("deliver_target", "Mag naar een doel afleveren")]
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paused_at=None, paused_reason="") | (Q(paused_at__isnull=False) & ~Q(paused_reason="")),
                name="target_paused_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(channel__in=["live", "test"]), name="target_follows_a_known_channel"),
            models.CheckConstraint(condition=~Q(kinds=[]), name="target_gets_something"),
            models.CheckConstraint(condition=Q(kept__lte=MOST_KEPT), name="target_keeps_a_few"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether anything is delivered to it."""
        return self.paused_at is None

    @property
    def follows_live(self) -> bool:
        """Whether it gets each release that goes live."""
        return self.channel == self.Channel.LIVE

    @property
    def label(self) -> str:
        """What people call its kind."""
        return LABELS[self.address.partition(":")[0]]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries to targets."""

    def open(self) -> Self:
        """Those that are still to be done."""
        return self.filter(ended_at=None)

    def delivered(self) -> Self:
        """Those that were done."""
        return self.filter(outcome=Delivery.Outcome.DELIVERED)

    def at_its_address(self, target: Target) -> Self:
        """Those of ``target`` that were begun where it lies now, newest first."""
        return self.filter(target=target, address=target.address).exclude(folder="").order_by("-pk")


class Delivery(models.Model):
    """That a release is to be put on a target (aflevering), and what came of it. One at a time is open per target.

    ``folder``, ``overview`` and ``edition`` are what it means to put there, written down before the target is touched:
    so what is found there later is known to be ours. ``edition`` is how many documents of the release were erased.
    """

    class Cause(models.TextChoices):
        """What brought it about."""

        MOVE = "move", "de uitgave ging live"
        ASKED = "asked", "iemand vroeg erom"
        REDACTION = "redaction", "er is iets gewist"

    class Outcome(models.TextChoices):
        """How it ended."""

        DELIVERED = "delivered", "afgeleverd"
        REPLACED = "replaced", "vervangen door een latere"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="deliveries", verbose_name="doel")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", verbose_name="uitgave")
    cause = models.CharField("aanleiding", max_length=10, choices=Cause)
    event = models.UUIDField("kenmerk van de gebeurtenis", null=True)
    asked_at = models.DateTimeField("gevraagd op")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door"
    )
    over_reason = models.TextField("waarom over wijzigingen heen", blank=True)
    address = models.CharField("adres", max_length=LONGEST_ADDRESS)
    folder = models.CharField("map", max_length=100, blank=True)
    overview = models.BinaryField("overzicht", default=bytes)
    edition = models.PositiveIntegerField("gewiste documenten", default=0)
    changed = models.JSONField("gewijzigd buiten ons om", default=list)
    sent = models.PositiveIntegerField("verstuurde bestanden", default=0)
    ended_at = models.DateTimeField("geëindigd op", null=True)
    outcome = models.CharField("afloop", max_length=10, choices=Outcome, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "aflevering aan een doel"
        verbose_name_plural = "afleveringen aan doelen"
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target"], condition=Q(ended_at=None), name="delivery_one_open_per_target"),
            models.UniqueConstraint(fields=["target", "event"], name="delivery_once_per_event"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=["delivered", "replaced"]),
                name="delivery_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="delivered") | ~Q(folder=""), name="delivery_that_arrived_says_where"
            ),
            models.CheckConstraint(
                condition=Q(over_reason="") | Q(asked_by__isnull=False), name="delivery_over_changes_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} → {self.target_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.ended_at is None

    @property
    def since(self) -> datetime:
        """When it ended, or was asked for."""
        return self.ended_at or self.asked_at
