"""What a correction changes, one item a row. Of the rows about one item the newest holds."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q

from publishing.releases.corrections.models.correction import Correction


class Action(models.TextChoices):
    """What happens to an item."""

    EDITED = "gewijzigd", "tekst gewijzigd"
    TAKEN = "overgenomen", "overgenomen uit de werkplaats"
    REMOVED = "vervallen", "vervalt"
    WITHDRAWN = "teruggenomen", "toch niet"


WITH_DOCUMENT = (Action.EDITED, Action.TAKEN)
_EMPTIED = Q(action__in=WITH_DOCUMENT, body=b"")


class ChangeQuerySet(models.QuerySet["CorrectionChange"]):
    """Changes."""

    def marked(self) -> Self:
        """With ``is_erased``: whether a redaction emptied the document, so that it is no change any more."""
        return self.annotate(is_erased=ExpressionWrapper(_EMPTIED, output_field=models.BooleanField()))

    def readable(self) -> Self:
        """Without those that a redaction emptied."""
        return self.exclude(_EMPTIED)


class CorrectionChange(models.Model):
    """A change (wijziging) to one item of the base release. ``body`` are the bytes that take the place of the base's.

    ``base_digest`` names the document of the base that was changed, ``digest`` the one that takes its place; a removal
    has none, and a reason, and maybe the public id of a successor.
    """

    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, related_name="changes", verbose_name="correctie"
    )
    kind = models.CharField("soort", max_length=20)
    public_id = models.CharField("publiek kenmerk", max_length=120)
    title = models.CharField("titel", max_length=500)
    action = models.CharField("wat", max_length=20, choices=Action)
    base_digest = models.CharField("vingerafdruk in de basis", max_length=64)
    digest = models.CharField("vingerafdruk", max_length=64, blank=True)
    body = models.BinaryField("inhoud", default=b"")
    reason = models.TextField("reden", blank=True)
    successor = models.CharField("vervangen door", max_length=120, blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    is_erased: bool  # of what was asked as marked()
    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging in een correctie"
        verbose_name_plural = "wijzigingen in een correctie"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(action__in=Action.values), name="correction_action_is_known"),
            models.CheckConstraint(
                condition=Q(action__in=WITH_DOCUMENT) & ~Q(digest="") | ~Q(action__in=WITH_DOCUMENT) & Q(digest=""),
                name="correction_change_has_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(action=Action.REMOVED) | ~Q(reason=""), name="correction_removal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} '{self.title}'"

    @property
    def address(self) -> tuple[str, str]:
        """Kind and public id."""
        return self.kind, self.public_id

    @property
    def has_document(self) -> bool:
        """Whether bytes take the place of those of the base."""
        return self.action in WITH_DOCUMENT


class CorrectionChanger(models.Model):
    """Somebody else who had a hand in what a change says: in the workshop, or in an earlier correction."""

    change = models.ForeignKey(
        CorrectionChange, on_delete=models.PROTECT, related_name="changers", verbose_name="wijziging"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gewijzigd door"
    )

    class Meta:
        verbose_name = "wijziger in een correctie"
        verbose_name_plural = "wijzigers in een correctie"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
