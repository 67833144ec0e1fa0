"""Who may look at a candidate before it is public, and what they did with it.

Rules of the rows (triggers hold all of them, see immutability.py):
- an Access, Revocation, Reader or Said is added and never changed or deleted;
- of a Use only the count and the moment change.
Of a token and a cookie the SHA-256 is kept and nothing else: who reads this table can open nothing with it.
"""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.releases.models.release import Release
from publishing.rounds.models import Comment

DEFAULT_HOURS, MOST_HOURS = 24, 7 * 24
LONGEST_NAME = 80  # signs


class AccessQuerySet(models.QuerySet["Access"]):
    """Accesses."""

    def listed(self) -> Self:
        """Newest first, with what a list of them shows."""
        return self.select_related("made_by", "use", "revocation__by").order_by("-pk")


class Access(models.Model):
    """An access (toegang) to one candidate, by its digest: a key for a program, or a link for readers.

    ``label`` says for whom it is. It opens for ``hours`` hours, at most a week, as long as nobody revoked it.
    """

    class Kind(models.TextChoices):
        """Which door it opens: the one does not open the other."""

        KEY = "sleutel", "sleutel voor een programma"
        LINK = "leeslink", "link voor lezers"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="accesses", verbose_name="kandidaat")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    label = models.CharField("voor wie", max_length=LONGEST_NAME)
    token_digest = models.CharField("SHA-256 van het token", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    hours = models.PositiveSmallIntegerField("geldig in uren", default=DEFAULT_HOURS)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "toegang tot een kandidaat"
        verbose_name_plural = "toegangen tot kandidaten"
        default_permissions = ("view", "add")
        permissions: ClassVar = [("revoke_access", "Mag een toegang intrekken")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["sleutel", "leeslink"]), name="access_kind_is_known"),
            models.CheckConstraint(condition=~Q(label=""), name="access_is_for_somebody"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="access_ends_within_a_week"),
            models.CheckConstraint(condition=~Q(token_digest=""), name="access_has_a_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} voor {self.label}"

    @property
    def ends_at(self) -> datetime:
        """The moment from which it opens nothing."""
        return self.made_at + timedelta(hours=self.hours)

    @property
    def is_revoked(self) -> bool:
        """Whether somebody took it back."""
        return hasattr(self, "revocation")

    def is_open(self, at: datetime) -> bool:
        """Whether it opens something at this moment, as far as it is for the access itself to say."""
        return self.made_at <= at < self.ends_at and not self.is_revoked


class Revocation(models.Model):
    """That an access was taken back (intrekking), for good."""

    access = models.OneToOneField(Access, on_delete=models.PROTECT, related_name="revocation", verbose_name="toegang")
    at = models.DateTimeField("ingetrokken op")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ingetrokken door"
    )

    class Meta:
        verbose_name = "intrekking van een toegang"
        verbose_name_plural = "intrekkingen van toegangen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.access_id} op {self.at}"


class Use(models.Model):
    """How often an access was used (gebruik), and when last."""

    access = models.OneToOneField(Access, on_delete=models.PROTECT, related_name="use", verbose_name="toegang")
    count = models.PositiveIntegerField("aantal keren", default=0)
    last_at = models.DateTimeField("laatst op", null=True)

    class Meta:
        verbose_name = "gebruik van een toegang"
        verbose_name_plural = "gebruik van toegangen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.access_id}: {self.count}"


class Reader(models.Model):
    """Somebody without an account who came in by a link, under the name that they gave (lezer)."""

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="readers", verbose_name="toegang")
    name = models.CharField("naam", max_length=LONGEST_NAME)
    cookie_digest = models.CharField("SHA-256 van het cookie", max_length=64, unique=True)
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "lezer zonder account"
        verbose_name_plural = "lezers zonder account"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="preview_reader_has_a_name"),
            models.CheckConstraint(condition=~Q(cookie_digest=""), name="preview_reader_has_a_digest"),
        ]

    def __str__(self) -> str:
        return self.name


class Said(models.Model):
    """That a comment in the round was made by a reader (gezegd), for who counts them and for the reader to see back."""

    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="said", verbose_name="lezer")
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="said", verbose_name="opmerking")

    class Meta:
        verbose_name = "opmerking van een lezer"
        verbose_name_plural = "opmerkingen van lezers"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.comment)
