"""Lawful erasure: the bytes of one document, asked for by one person and confirmed by another.

Rules of the rows (CHECKs and triggers hold all of them, see immutability.py):
- each row is added and never changed or deleted;
- a Redaction has a request of the same document by the person that it names, and is confirmed by somebody else;
- a request is confirmed once or refused once, never both.
"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publishing.releases.models.channel import ReleaseEvent
from publishing.releases.models.document import DocumentBody
from publishing.releases.models.release import Release


class Ground(models.TextChoices):
    """By what law; the world reads this."""

    PERSONAL_DATA = "personal-data", "persoonsgegevens (AVG, artikel 17)"
    RIGHTS = "rights", "een recht van iemand anders, zoals auteursrecht"
    ORDER = "order", "een bevel van een rechter of toezichthouder"


class RequestQuerySet(models.QuerySet["RedactionRequest"]):
    """Requests to erase."""

    def open(self) -> Self:
        """Those that nobody confirmed or refused."""
        return self.filter(redaction=None, refusal=None)


class RedactionRequest(models.Model):
    """That somebody asks to erase a document (verzoek tot wissen). ``reason`` stays within the workshop."""

    document = models.ForeignKey(DocumentBody, on_delete=models.PROTECT, related_name="+", verbose_name="document")
    kind = models.CharField("soort", max_length=30)
    public_id = models.CharField("kenmerk", max_length=120)
    ground = models.CharField("grond", max_length=20, choices=Ground)
    reason = models.TextField("reden")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek tot wissen"
        verbose_name_plural = "verzoeken tot wissen"
        default_permissions = ("view", "add")
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="redaction_request_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id}"


class RedactionRefusal(models.Model):
    """That a request was refused, or taken back by who asked."""

    request = models.OneToOneField(
        RedactionRequest, on_delete=models.PROTECT, related_name="refusal", verbose_name="verzoek"
    )
    reason = models.TextField("reden")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "afgewezen verzoek"
        verbose_name_plural = "afgewezen verzoeken"
        default_permissions = ()
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="redaction_refusal_has_a_reason")]

    def __str__(self) -> str:
        return str(self.request)


class Redaction(models.Model):
    """A redaction (wissing): from now on the bytes of ``document`` may be emptied, and nothing else about them."""

    request = models.OneToOneField(
        RedactionRequest, on_delete=models.PROTECT, related_name="redaction", verbose_name="verzoek"
    )
    document = models.OneToOneField(
        DocumentBody, on_delete=models.PROTECT, related_name="redaction", verbose_name="document"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="bevestigd door"
    )
    confirmed_at = models.DateTimeField("bevestigd op")

    class Meta:
        verbose_name = "wissing"
        verbose_name_plural = "wissingen"
        default_permissions = ("view", "confirm")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(requested_by=F("confirmed_by")), name="redaction_by_two_people"),
        ]

    def __str__(self) -> str:
        return str(self.request)


class RedactedRelease(models.Model):
    """A release or candidate that held the erased document. ``edition`` counts the documents erased from it so far.

    Of a published release the ``event`` is there, which made the generation that tells it.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="holders", verbose_name="wissing")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="redactions", verbose_name="uitgave")
    edition = models.PositiveIntegerField("gewiste documenten")
    event = models.OneToOneField(
        ReleaseEvent, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gebeurtenis"
    )

    class Meta:
        verbose_name = "gewist uit"
        verbose_name_plural = "gewist uit"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["redaction", "release"], name="redacted_release_once"),
            models.UniqueConstraint(fields=["release", "edition"], name="redacted_release_one_per_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.redaction_id} uit {self.release_id}"


class Clearance(models.Model):
    """That every file with the erased bytes is gone from the store. Until then the sweep tries again."""

    redaction = models.OneToOneField(
        Redaction, on_delete=models.PROTECT, related_name="clearance", verbose_name="wissing"
    )
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "opgeruimde wissing"
        verbose_name_plural = "opgeruimde wissingen"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.redaction_id)


def redacted_digests(digests: list[str] | None = None) -> set[str]:
    """Return those of ``digests`` (None: of all) that a redaction names; ask a few hundred at a time."""
    rows = Redaction.objects.all() if digests is None else Redaction.objects.filter(document__in=digests)
    found: Any = rows.values_list("document", flat=True)
    return set(found)
