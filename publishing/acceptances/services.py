"""Warnings can be let stand with a reason, which ends with the round; what blocks never can."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from cms.accounts.models import User
from publishing.acceptances.models import WITHDRAWAL, AcceptanceError, AcceptedWarning
from publishing.checks.base import Finding, digest_of

Place = tuple[str, str, str, str, str]  # rule, kind, public id, field, digest

_TWICE = "Iemand anders liet deze waarschuwing al staan. Ververs de pagina."


def accept_warning(*, finding: Finding, round_year: int, reason: str, by: User, at: datetime) -> AcceptedWarning:
    """Let ``finding`` stand in the round of ``round_year``; return the acceptance.

    Raise AcceptanceError for a finding that blocks, without a reason, and when it is accepted already.
    """
    if finding.level != "warning":
        raise AcceptanceError("Deze bevinding houdt de uitgave tegen en kan niet blijven staan. Los haar op.")
    if not reason.strip():
        raise AcceptanceError("Geef een reden: waarom mag dit in deze ronde blijven staan?")
    rule, kind, public_id, field, digest = place_of(finding)
    try:
        with transaction.atomic():
            return AcceptedWarning.objects.create(
                rule=rule,
                kind=kind,
                public_id=public_id,
                field=field,
                digest=digest,
                message=finding.message,
                round_year=round_year,
                reason=reason.strip(),
                accepted_by=by,
                accepted_at=at,
            )
    except IntegrityError as error:
        raise AcceptanceError(_TWICE) from error


@transaction.atomic
def withdraw_acceptance(*, acceptance: AcceptedWarning, by: User, at: datetime) -> AcceptedWarning:
    """Open the warning again; raise AcceptanceError when somebody did so before."""
    held = AcceptedWarning.objects.select_for_update().get(pk=acceptance.pk)
    if held.withdrawn_at is not None:
        raise AcceptanceError("Dit is al ingetrokken. Ververs de pagina.")
    held.withdrawn_at, held.withdrawn_by = at, by
    held.save(update_fields=sorted(WITHDRAWAL))
    return held


def open_findings(findings: Iterable[Finding], *, round_year: int) -> list[Finding]:
    """Return, in their order, the findings that nobody accepted in this round: all that block among them. One query."""
    accepted = {one.place for one in AcceptedWarning.objects.of_round(round_year).standing()}
    return [one for one in findings if one.level == "blocking" or place_of(one) not in accepted]


def acceptances_on(*, kind: str, public_id: str, round_year: int) -> dict[Place, AcceptedWarning]:
    """Return the acceptances on one item that stand in this round, by what they were about. One query."""
    standing = AcceptedWarning.objects.of_round(round_year).standing().select_related("accepted_by")
    return {one.place: one for one in standing.filter(kind=kind, public_id=public_id)}


def place_of(finding: Finding) -> Place:
    """Return what makes a finding the same one; of one without a digest its message is what counts."""
    return finding.rule, finding.kind, finding.id, finding.field, finding.digest or digest_of(finding.message)
