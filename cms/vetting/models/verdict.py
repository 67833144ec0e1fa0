"""What people decided about an intervention in a round: whether it stays, on which facts, by which two persons.

A verdict is proposed by one and decided by another; nobody's row is ever overwritten. The newest decided one holds.

    proposed ──► agreed       a second person says the same
             └─► disagreed    a second person does not; both views stay, and somebody proposes anew
"""

from typing import Any, ClassVar, Self

import msgspec
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cms.content.models import Intervention
from cms.vetting.fact import RecognitionFact

DECISION = {"decided_by", "decided_at", "agreed", "decision_reason"}


class VerdictError(Exception):
    """Something that may not be done with a verdict; its text may be shown to a person."""


class OwnVerdictError(VerdictError):
    """Somebody decides on what they proposed themselves."""


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Verdicts."""

    def of_round(self, year: int) -> Self:
        """Those of the round of ``year``."""
        return self.filter(round_year=year)

    def waiting(self) -> Self:
        """Those that a second person has to decide on."""
        return self.filter(decided_by=None)

    def agreed(self) -> Self:
        """Those that two persons stand behind."""
        return self.filter(agreed=True)

    def newest_first(self) -> Self:
        """The order in which they were proposed, turned round."""
        return self.order_by("-pk")


class Verdict(models.Model):
    """A verdict (oordeel): in or out, with the reason and the facts (RecognitionFact) that it saw.

    ``facts_digest`` is what staleness is judged by; ``uid`` stays when the intervention itself is deleted.
    """

    wagtail_reference_index_ignore = True  # a record about an intervention is no use of it

    intervention = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, related_name="verdicts", verbose_name="interventie"
    )
    uid = models.UUIDField("kenmerk", editable=False, db_index=True)
    round_year = models.PositiveSmallIntegerField("jaarronde")
    reference_date = models.DateField("ijkdatum")
    is_included = models.BooleanField("opnemen")
    reason = models.TextField("reden")
    facts = models.JSONField(default=list)
    facts_digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld op")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="beslist door"
    )
    decided_at = models.DateTimeField("beslist op", null=True)
    agreed = models.BooleanField("akkoord", null=True)
    decision_reason = models.TextField("toelichting bij het besluit", blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        default_permissions = ("view",)
        permissions: ClassVar = [
            ("propose_verdict", "Mag een oordeel voorstellen"),
            ("decide_verdict", "Mag beslissen"),
        ]
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            # Invariant 5: four eyes, also for who writes SQL.
            models.CheckConstraint(
                condition=Q(decided_by=None) | (Q(proposed_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="verdict_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, agreed=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, agreed__isnull=False),
                name="verdict_decided_whole_or_not",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="verdict_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(agreed=False, decision_reason=""), name="verdict_disagreed_with_reason"
            ),
            models.UniqueConstraint(
                fields=["uid", "round_year"], condition=Q(decided_by=None), name="verdict_waits_once_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{'opnemen' if self.is_included else 'niet opnemen'} in {self.round_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new proposal, or the decision on one; raise VerdictError for any other change."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["*"]) != DECISION:
            raise VerdictError("Een oordeel wordt niet gewijzigd. Stel een nieuw oordeel voor.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise VerdictError: what was judged stays on record."""
        raise VerdictError("Een oordeel wordt niet verwijderd.")

    def seen(self) -> list[RecognitionFact]:
        """Return the facts that this verdict saw."""
        return msgspec.convert(self.facts, list[RecognitionFact])
