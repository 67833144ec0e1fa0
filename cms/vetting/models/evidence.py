"""What a proposal leans on. Never edited and never deleted, only added with its verdict."""

from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from cms.vetting.models.consultation import Consultation
from cms.vetting.models.verdict import Verdict, VerdictError


class EvidenceError(VerdictError):
    """Something that cannot be evidence; its text may be shown to a person."""


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    URL = "url", "webadres"
    CONSULTATION = "consultation", "raadpleging"
    FILE = "file", "bestand"


class Evidence(models.Model):
    """A piece of evidence (bewijsstuk): a web address, a consultation of the record, or a file by its SHA-256.

    The bytes of a file lie in ``STORAGES["evidence"]`` under their hash (cms/vetting/evidence/store.py).
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="evidence", verbose_name="oordeel")
    kind = models.CharField("soort", max_length=12, choices=EvidenceKind)
    url = models.URLField("webadres", max_length=1000, blank=True, validators=[URLValidator(["http", "https"])])
    note = models.TextField("toelichting", blank=True)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="raadpleging"
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file_name = models.CharField("bestandsnaam", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)
    content_type = models.CharField("type", max_length=50, blank=True)

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
        default_permissions = ()
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="url", consultation=None, sha256="") & ~Q(url=""))
                | Q(kind="consultation", consultation__isnull=False, url="", sha256="")
                | (Q(kind="file", consultation=None, url="", size__gt=0) & ~Q(sha256="") & ~Q(file_name="")),
                name="evidence_is_of_its_kind",
            )
        ]

    def __str__(self) -> str:
        if self.kind == EvidenceKind.CONSULTATION and self.consultation is not None:
            return f"register geraadpleegd op {localtime(self.consultation.consulted_at):%d-%m-%Y}"
        return self.url or self.file_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write new evidence; raise EvidenceError for a change."""
        if not self._state.adding:
            raise EvidenceError("Een bewijsstuk wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise EvidenceError: what a verdict leaned on stays on record."""
        raise EvidenceError("Een bewijsstuk wordt niet verwijderd.")
