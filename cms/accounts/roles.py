"""The five roles and what each may do. This table is the truth: every migrate hands it out again.

An action is a permission's first word: ``view`` of ``content.step`` is ``content.view_step``. What is not in the
table, a role may not: no images, documents, collections, workflows or groups.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models


class Role(models.TextChoices):
    """A role (rol), which is a group under this name. One person can hold several."""

    EDITOR = "redacteur", "Redacteur"
    REVIEWER = "beoordelaar", "Beoordelaar"
    PUBLISHER = "publicist", "Publicist"
    ADMINISTRATOR = "beheerder", "Beheerder"
    READER = "meelezer", "Meelezer"


SNIPPETS = (
    "content.definition",
    "content.intervention",
    "content.practiceexample",
    "content.reference",
    "content.selectionquestion",
    "content.step",
    "content.text",
)
OBSERVATION = "vetting.observation"
CONSULTATION = "vetting.consultation"
PLAN = "sources.importplan"
CHECKED_LINK = "links.checkedlink"
MERGE = "vetting.merge"
VERDICT = "vetting.verdict"
INTERVENTION = "content.intervention"
ROUND = "rounds.round"
ROUND_ITEM = "rounds.rounditem"
REVIEW = "rounds.review"
ROUND_COMMENT = "rounds.comment"
ACCEPTANCE = "acceptances.acceptedwarning"
ATTEMPT = "attempts.attempt"
PAUSE = "attempts.pausechange"
DELIVERY = "releases.outboxentry"
CORRECTION = "corrections.correction"
CORRECTION_CHANGE = "corrections.correctionchange"
CORRECTION_REVIEW = "corrections.correctionreview"
CARRIED_OVER = "corrections.carriedover"
RELEASE = "releases.release"
SUBSCRIBER = "webhooks.subscriber"
TARGET = "targets.target"
NOTICE = "notices.notice"
PREVIEW = "previews.access"
REDACTION_REQUEST = "redactions.redactionrequest"
REDACTION = "redactions.redaction"
USER = "accounts.user"
AUDIT_EVENT = "audit.auditevent"
STATUS = "status.scheduledrun"

SEE = ("view",)
READING: dict[str, tuple[str, ...]] = dict.fromkeys(
    (
        OBSERVATION,
        CONSULTATION,
        MERGE,
        VERDICT,
        PLAN,
        CHECKED_LINK,
        ROUND,
        ROUND_ITEM,
        REVIEW,
        ROUND_COMMENT,
        ACCEPTANCE,
        CORRECTION,
        RELEASE,
        NOTICE,
    ),
    SEE,
)
COMMENT = ("view", "add")
TECHNICAL: dict[str, tuple[str, ...]] = {
    ATTEMPT: ("view", "retry"),
    PAUSE: ("view", "add"),
    DELIVERY: ("view", "replay"),
    SUBSCRIBER: ("view", "add", "change"),
}
WRITE = ("view", "add", "change", "publish", "lock", "unlock")


@dataclass(frozen=True)
class Grants:
    """What a role may do with the page tree, with every kind of snippet, and with other models."""

    pages: tuple[str, ...] = SEE
    snippets: tuple[str, ...] = SEE
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def by_model(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield each model, as ``app.model``, with the actions on it. Every role may enter the workshop."""
        yield "wagtailadmin.admin", ("access",)
        for model in SNIPPETS:
            yield model, self.snippets
        yield from self.others.items()


GRANTS: dict[Role, Grants] = {
    Role.EDITOR: Grants(
        pages=WRITE,
        snippets=(*WRITE, "delete"),
        others={
            OBSERVATION: ("view", "add", "retract"),
            CONSULTATION: ("view", "add"),
            PLAN: ("view", "add", "change"),
            CHECKED_LINK: ("view", "check"),
            MERGE: SEE,
            VERDICT: ("view", "propose"),
            INTERVENTION: ("merge",),
            ROUND: SEE,
            ROUND_ITEM: ("view", "assign", "retire"),
            REVIEW: SEE,
            ROUND_COMMENT: COMMENT,
            ACCEPTANCE: ("view", "add"),
            CORRECTION: ("view", "add", "drop"),
            CORRECTION_CHANGE: ("view", "add"),
            CARRIED_OVER: ("view", "add"),
            RELEASE: ("view", "freeze"),
            PREVIEW: ("view", "add", "revoke"),
            NOTICE: SEE,
        },
    ),
    Role.REVIEWER: Grants(
        others={
            **READING,
            VERDICT: ("view", "decide"),
            REVIEW: ("view", "add"),
            ROUND_COMMENT: COMMENT,
            REDACTION_REQUEST: ("view", "add"),
            REDACTION: ("view", "confirm"),
            CORRECTION_REVIEW: ("view", "add"),
        }
    ),
    Role.PUBLISHER: Grants(
        others={
            **READING,
            **TECHNICAL,
            ROUND: ("view", "open", "close"),
            ROUND_COMMENT: COMMENT,
            RELEASE: ("view", "freeze", "publish"),
            PREVIEW: ("view", "add", "revoke"),
            NOTICE: ("view", "add", "withdraw"),
            REDACTION_REQUEST: ("view", "add"),
            REDACTION: ("view", "confirm"),
            AUDIT_EVENT: SEE,
            TARGET: ("view", "deliver"),
            CORRECTION: ("view", "freeze", "drop"),
        }
    ),
    Role.ADMINISTRATOR: Grants(
        others={
            **READING,
            **TECHNICAL,
            PREVIEW: ("view", "revoke"),
            USER: ("view", "add", "change"),
            TARGET: ("view", "add", "change", "deliver"),
            AUDIT_EVENT: SEE,
            STATUS: SEE,
        }
    ),
    Role.READER: Grants(others=READING),
}
