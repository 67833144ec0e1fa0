"""What is told of a release or an item after it went out, without touching a byte of it. Rows are only ever added."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from publishing.releases.models.channel import ReleaseEvent
from publishing.releases.models.release import Release

LONGEST_TEXT = 600  # signs: what is told on top of a page


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def withdrawals(self) -> Self:
        """Those that withdraw a release."""
        return self.filter(sort=Notice.Sort.WITHDRAWN)

    def standing(self) -> Self:
        """Those that nobody ended, whatever their dates."""
        return self.filter(ending=None)

    def holding(self, day: date) -> Self:
        """Those that are told on ``day``."""
        return self.standing().filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def listed(self) -> Self:
        """Newest first, with what a list of them shows."""
        return (
            self.select_related("event__actor", "release", "ending__event__actor")
            .defer("release__manifest")
            .order_by("-pk")
        )


class Notice(models.Model):
    """A notice (mededeling): on a release, on an item in every release that holds it, or on an item in one release.

    It holds on every day from ``starts_on`` up to and including ``ends_on``, in our own time zone; without an end it
    holds for good. A withdrawal (intrekking) is a notice of its own sort: on a whole release, and never ended. Who
    placed it and when stands in its event, which made the generation of the catalogue that first told it.
    """

    class Sort(models.TextChoices):
        """How serious it is."""

        NOTICE = "notice", "mededeling"
        WARNING = "warning", "waarschuwing"
        WITHDRAWN = "withdrawn", "ingetrokken"

    event = models.OneToOneField(
        ReleaseEvent, on_delete=models.PROTECT, related_name="notice", verbose_name="gebeurtenis"
    )
    sort = models.CharField("soort", max_length=10, choices=Sort)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="notices", verbose_name="uitgave"
    )
    kind = models.CharField("soort item", max_length=30, blank=True)
    public_id = models.CharField("kenmerk", max_length=120, blank=True)
    text = models.TextField("tekst", max_length=LONGEST_TEXT)
    starts_on = models.DateField("van")
    ends_on = models.DateField("tot en met", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "mededeling"
        verbose_name_plural = "mededelingen"
        default_permissions = ("view", "add")
        permissions: ClassVar = [("withdraw_notice", "Mag een uitgave intrekken")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="notice_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind="", public_id="", release__isnull=False) | (~Q(kind="") & ~Q(public_id="")),
                name="notice_is_about_something",
            ),
            models.CheckConstraint(
                condition=~Q(sort="withdrawn") | Q(kind="", ends_on=None), name="notice_withdraws_a_whole_release"
            ),
            models.UniqueConstraint(
                fields=["release"], condition=Q(sort="withdrawn"), name="notice_withdraws_a_release_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.event_id}"

    @property
    def is_withdrawal(self) -> bool:
        """Whether it withdraws a release."""
        return self.sort == Notice.Sort.WITHDRAWN


class NoticeEnding(models.Model):
    """That a notice was ended before its last day, by whom (its event) and why."""

    event = models.OneToOneField(ReleaseEvent, on_delete=models.PROTECT, related_name="+", verbose_name="gebeurtenis")
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="ending", verbose_name="mededeling")

    class Meta:
        verbose_name = "einde van een mededeling"
        verbose_name_plural = "einden van mededelingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"einde van {self.notice_id}"
