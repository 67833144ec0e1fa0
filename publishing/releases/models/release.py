"""Releases: frozen candidates, and the publications that make some of them public for good.

Rules of the rows (triggers hold all of them, see immutability.py):
- a Release, Freeze, Publication, ReleaseEvent or PackRecord is added and never changed or deleted;
- the candidate of a number is the release that was frozen last under it, as long as the number is not published;
- a number is published once: ``Publication.number`` is unique.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

GROWING = ("manifest",)  # columns whose size grows with the release


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases."""

    def published(self) -> Self:
        """Those that are public, oldest first."""
        return self.filter(publication__isnull=False).order_by("publication__pk")

    def candidate(self, number: str) -> "Release | None":
        """The candidate of ``number``, None when nothing was frozen or the number is published."""
        if Publication.objects.filter(number=number).exists():
            return None
        return self.filter(number=number, freezes__isnull=False).order_by("-freezes__pk").first()

    def candidates(self) -> Self:
        """The candidate of every number that is not published."""
        frozen_last = Freeze.objects.filter(release__number=OuterRef("number")).order_by("-pk").values("release")[:1]
        return self.filter(pk=Subquery(frozen_last)).exclude(number__in=Publication.objects.values("number"))


class ReleaseManager(models.Manager["Release"]):
    """Reads what grows with a release only when someone asks for it."""

    def get_queryset(self) -> ReleaseQuerySet:
        return ReleaseQuerySet(self.model, using=self._db).defer(*GROWING)


class Release(models.Model):
    """A release (uitgave); a candidate (kandidaat) until it has a publication. The digest is that of its manifest."""

    number = models.CharField("nummer", max_length=8)
    digest = models.CharField("vingerafdruk", max_length=64, unique=True)
    reference_date = models.DateField("ijkdatum")
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="successors", verbose_name="voorganger"
    )
    schema_version = models.CharField("schemaversie", max_length=10)
    manifest = models.BinaryField("inhoudslijst")
    counts = models.JSONField("aantallen")

    objects = ReleaseManager.from_queryset(ReleaseQuerySet)()

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        default_permissions = ("view",)
        permissions = [
            ("freeze_release", "Mag een kandidaat bevriezen"),
            ("publish_release", "Mag publiceren, plannen en terugzetten"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.digest[:12]})"

    def was_frozen_with(self, **recorded: Any) -> bool:
        """Whether the newest freeze recorded just this."""
        newest = self.freezes.order_by("-pk").first()
        return newest is not None and all(getattr(newest, name) == value for name, value in recorded.items())

    @property
    def latest_freeze(self) -> "Freeze":
        """What was recorded when this release was last frozen."""
        return self.freezes.latest("pk")

    @property
    def newest_freeze(self) -> "Freeze":
        """The same, without what grows with the release until it is asked for."""
        return self.freezes.defer("findings", "new_ids", "left_out").latest("pk")

    @property
    def is_published(self) -> bool:
        """Whether the world can see this release."""
        return Publication.objects.filter(release=self).exists()


class Freeze(models.Model):
    """One time that a release was frozen (bevriezing): what was found then, and which items got which public id.

    ``round_year`` is the round whose verdicts counted, ``left_out`` what it did not take in.

    The same content can be frozen again with other findings (a rule changed) or for other items (one was deleted and
    made anew); the newest holds.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="freezes", verbose_name="uitgave")
    findings = models.JSONField("bevindingen")
    new_ids = models.JSONField("nieuwe kenmerken", help_text="Per soort: kenmerk van het item → publiek kenmerk.")
    round_year = models.PositiveSmallIntegerField("jaarronde", null=True)
    left_out = models.JSONField(
        "niet opgenomen", default=dict, help_text="Interventies die klaarstonden: publiek kenmerk → waarom niet."
    )
    at = models.DateTimeField("op")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "bevriezing"
        verbose_name_plural = "bevriezingen"
        # The newest freeze without what grows with the release. SQLite reads a row from its start: past all findings.
        indexes = [
            models.Index(fields=["release", "id", "round_year", "at", "actor"], name="freeze_without_what_grows")
        ]

    def __str__(self) -> str:
        return f"{self.release_id} op {self.at}"

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """The findings that keep the release from being published."""
        return [found for found in self.findings if found["level"] == "blocking"]

    def holds_back(self, what: str) -> str:
        """Return how many findings hold ``what`` back, as a clause; empty when none does."""
        count = len(self.blocking)
        return "" if not count else f"{count} {'bevinding houdt' if count == 1 else 'bevindingen houden'} {what} tegen"


class Publication(models.Model):
    """That a release became public, with the two people who approved it and who prepared it.

    Both approvals must stand at that moment (a trigger, see immutability.py), and come from different people, so that
    one of them at most prepared it (a CHECK).
    """

    release = models.OneToOneField(
        Release, on_delete=models.PROTECT, related_name="publication", verbose_name="uitgave"
    )
    number = models.CharField("nummer", max_length=8, unique=True)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gepubliceerd door"
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="voorbereid door"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="goedgekeurd door"
    )
    also_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ook goedgekeurd door"
    )

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("also_approved_by")), name="publication_approved_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PackRecord(models.Model):
    """A pack that was built for a release, and what its file must hash to. The newest holds.

    ``edition`` is how many of the release's documents had been erased when it was built; an older edition holds for
    nothing any more.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="packs", verbose_name="uitgave")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("grootte in bytes")
    edition = models.PositiveIntegerField("gewiste documenten", default=0)

    class Meta:
        verbose_name = "pakket"
        verbose_name_plural = "pakketten"

    def __str__(self) -> str:
        return f"{self.release_id}: {self.sha256[:12]}"
