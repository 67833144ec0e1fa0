"""Every act that goes on record: its word, its Dutch label, and what is asked of it.

A new act is a line here and a sentence in sentences.py. A word that was ever recorded is never given another meaning.
"""

from django.db import models


class Action(models.TextChoices):
    """An act (actie)."""

    RELEASE_FROZEN = "release.frozen", "uitgave bevroren"
    RELEASE_APPROVED = "release.approved", "uitgave goedgekeurd"
    RELEASE_APPROVAL_WITHDRAWN = "release.approval-withdrawn", "goedkeuring ingetrokken"
    RELEASE_SCHEDULED = "release.scheduled", "publicatie gepland"
    RELEASE_UNSCHEDULED = "release.unscheduled", "planning afgezegd"
    RELEASE_PUBLISHED = "release.published", "uitgave gepubliceerd"
    RELEASE_ROLLED_BACK = "release.rolled-back", "uitgave teruggezet"
    RELEASE_CORRECTED = "release.corrected", "correctie gemaakt"
    RELEASE_NOTICED = "release.noticed", "mededeling geplaatst"
    RELEASE_NOTICE_ENDED = "release.notice-ended", "mededeling beëindigd"
    RELEASE_WITHDRAWN = "release.withdrawn", "uitgave ingetrokken"
    RELEASE_REDACTION_PROPOSED = "release.redaction-proposed", "wissen gevraagd"
    RELEASE_REDACTION_REFUSED = "release.redaction-refused", "wissen afgewezen"
    RELEASE_REDACTED = "release.redacted", "inhoud gewist"
    PREVIEW_GIVEN = "preview.given", "toegang tot kandidaat gegeven"
    PREVIEW_REVOKED = "preview.revoked", "toegang tot kandidaat ingetrokken"
    PUBLISHING_PAUSED = "publishing.paused", "publiceren gepauzeerd"
    PUBLISHING_RESUMED = "publishing.resumed", "publiceren hervat"
    OUTBOX_REPLAYED = "outbox.replayed", "aflevering herhaald"
    SUBSCRIBER_ADDED = "subscriber.added", "afnemer toegevoegd"
    SUBSCRIBER_CHANGED = "subscriber.changed", "afnemer gewijzigd"
    SUBSCRIBER_KEY_ROTATED = "subscriber.key-rotated", "sleutel van een afnemer vernieuwd"
    SUBSCRIBER_SWITCHED_OFF = "subscriber.switched-off", "afnemer uitgezet"
    SUBSCRIBER_SWITCHED_ON = "subscriber.switched-on", "afnemer aangezet"
    SUBSCRIBER_TRIED = "subscriber.tried", "proefbericht verstuurd"
    TARGET_ADDED = "target.added", "doel toegevoegd"
    TARGET_CHANGED = "target.changed", "doel gewijzigd"
    TARGET_PAUSED = "target.paused", "doel gepauzeerd"
    TARGET_RESUMED = "target.resumed", "doel hervat"
    TARGET_DELIVERY_ASKED = "target.delivery-asked", "aflevering aan een doel gevraagd"
    TARGET_OVERWRITTEN = "target.overwritten", "over wijzigingen op een doel heen afgeleverd"
    ATTEMPT_TAKEN_OVER = "attempt.taken-over", "werk overgenomen"
    ATTEMPT_RETRIED = "attempt.retried", "werk opnieuw gevraagd"
    BACKUP_MADE = "backup.made", "reservekopie gemaakt"
    BACKUP_CHECKED = "backup.checked", "reservekopie nagerekend"
    BACKUP_PUT_BACK = "backup.put-back", "reservekopie teruggezet"
    BACKUP_REHEARSED = "backup.rehearsed", "terugzetten geoefend"
    OLD_ROWS_REMOVED = "retention.removed", "oude gegevens opgeruimd"
    ROUND_OPENED = "round.opened", "jaarronde geopend"
    ROUND_RESCHEDULED = "round.rescheduled", "data van de jaarronde veranderd"
    ROUND_CLOSED = "round.closed", "jaarronde gesloten"
    ROUND_REOPENED = "round.reopened", "jaarronde heropend"
    ITEM_RETIRED = "item.retired", "item laten vervallen"
    ITEM_RESTORED = "item.restored", "item teruggenomen"
    ITEM_REVIEWED = "item.reviewed", "item beoordeeld"
    VERDICT_PROPOSED = "verdict.proposed", "oordeel voorgesteld"
    VERDICT_DECIDED = "verdict.decided", "over oordeel beslist"
    INTERVENTIONS_MERGED = "interventions.merged", "interventies samengevoegd"
    MERGE_UNDONE = "interventions.merge-undone", "samenvoeging ongedaan gemaakt"
    IMPORT_STARTED = "import.started", "overnemen gestart"
    IMPORT_APPLIED = "import.applied", "import overgenomen"
    PERSON_ADDED = "person.added", "gebruiker toegevoegd"
    PERSON_CHANGED = "person.changed", "gebruiker gewijzigd"
    PERSON_DEACTIVATED = "person.deactivated", "gebruiker inactief gezet"
    PERSON_ACTIVATED = "person.activated", "gebruiker actief gezet"
    SECOND_FACTOR_REMOVED = "person.second-factor-removed", "tweede factor weggenomen"
    RIGHTS_REVIEWED = "rights.reviewed", "rechten nagelopen"
    ROLES_GIVEN = "person.roles-given", "rol gegeven"
    ROLES_TAKEN = "person.roles-taken", "rol afgenomen"

    @property
    def is_chained(self) -> bool:
        """Whether its events are chained by hash: those of releases and verdicts, for a chain lets one writer in."""
        return self.value.startswith(CHAINED)


CHAINED = ("release.", "verdict.")
# Acts that nobody may do without saying why. The database holds it too, so another one here needs a migration.
PRIVILEGED = (
    Action.ATTEMPT_RETRIED,
    Action.OUTBOX_REPLAYED,
    Action.PUBLISHING_PAUSED,
    Action.PUBLISHING_RESUMED,
    Action.RELEASE_REDACTED,
    Action.RELEASE_ROLLED_BACK,
    Action.RELEASE_WITHDRAWN,
    Action.ROUND_REOPENED,
    Action.TARGET_OVERWRITTEN,
)
