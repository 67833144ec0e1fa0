"""An event as a sentence that a publicist can read: who did what to what."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from cms.acts.origin import Door
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent, Result

NOBODY = "Het systeem"  # no person did it: a task, or a command without --by
# Per act how it reads when it was done and after "wilde"; the place of the object is in both.
_SENTENCES: dict[Action, tuple[str, str]] = {
    Action.RELEASE_FROZEN: ("bevroor {}", "{} bevriezen"),
    Action.RELEASE_APPROVED: ("keurde {} goed", "{} goedkeuren"),
    Action.RELEASE_APPROVAL_WITHDRAWN: ("trok de goedkeuring van {} in", "de goedkeuring van {} intrekken"),
    Action.RELEASE_SCHEDULED: ("plande de publicatie van {}", "de publicatie van {} plannen"),
    Action.RELEASE_UNSCHEDULED: ("zegde de publicatie van {} af", "de publicatie van {} afzeggen"),
    Action.RELEASE_PUBLISHED: ("publiceerde {}", "{} publiceren"),
    Action.RELEASE_ROLLED_BACK: ("zette {} weer live", "{} weer live zetten"),
    Action.RELEASE_CORRECTED: ("maakte een correctie: {}", "een correctie maken: {}"),
    Action.RELEASE_NOTICED: ("plaatste een mededeling bij {}", "een mededeling plaatsen bij {}"),
    Action.RELEASE_NOTICE_ENDED: ("beëindigde een mededeling bij {}", "een mededeling beëindigen bij {}"),
    Action.RELEASE_WITHDRAWN: ("trok {} in", "{} intrekken"),
    Action.RELEASE_REDACTION_PROPOSED: ("vroeg om inhoud te wissen van {}", "vragen om inhoud te wissen van {}"),
    Action.RELEASE_REDACTION_REFUSED: ("weigerde inhoud te wissen van {}", "weigeren inhoud te wissen van {}"),
    Action.RELEASE_REDACTED: ("wiste inhoud van {}", "inhoud wissen van {}"),
    Action.PREVIEW_GIVEN: ("gaf toegang tot de kandidaat van {}", "toegang geven tot de kandidaat van {}"),
    Action.PREVIEW_REVOKED: (
        "trok een toegang tot de kandidaat van {} in",
        "een toegang tot de kandidaat van {} intrekken",
    ),
    Action.PUBLISHING_PAUSED: ("pauzeerde {}", "{} pauzeren"),
    Action.PUBLISHING_RESUMED: ("hervatte {}", "{} hervatten"),
    Action.OUTBOX_REPLAYED: ("herhaalde {}", "{} herhalen"),
    Action.SUBSCRIBER_ADDED: ("voegde {} toe", "{} toevoegen"),
    Action.SUBSCRIBER_CHANGED: ("wijzigde {}", "{} wijzigen"),
    Action.SUBSCRIBER_KEY_ROTATED: ("vernieuwde de sleutel van {}", "de sleutel van {} vernieuwen"),
    Action.SUBSCRIBER_SWITCHED_OFF: ("zette {} uit", "{} uitzetten"),
    Action.SUBSCRIBER_SWITCHED_ON: ("zette {} aan", "{} aanzetten"),
    Action.SUBSCRIBER_TRIED: ("stuurde een proefbericht aan {}", "een proefbericht sturen aan {}"),
    Action.TARGET_ADDED: ("voegde {} toe", "{} toevoegen"),
    Action.TARGET_CHANGED: ("wijzigde {}", "{} wijzigen"),
    Action.TARGET_PAUSED: ("pauzeerde {}", "{} pauzeren"),
    Action.TARGET_RESUMED: ("hervatte {}", "{} hervatten"),
    Action.TARGET_DELIVERY_ASKED: ("liet afleveren aan {}", "laten afleveren aan {}"),
    Action.TARGET_OVERWRITTEN: ("leverde over wijzigingen heen af aan {}", "over wijzigingen heen afleveren aan {}"),
    Action.ATTEMPT_TAKEN_OVER: ("nam {} over", "{} overnemen"),
    Action.ATTEMPT_RETRIED: ("liet {} opnieuw doen", "{} opnieuw laten doen"),
    Action.BACKUP_MADE: ("maakte {}", "{} maken"),
    Action.BACKUP_CHECKED: ("rekende {} na", "{} narekenen"),
    Action.BACKUP_PUT_BACK: ("zette {} terug", "{} terugzetten"),
    Action.BACKUP_REHEARSED: ("oefende het terugzetten van {}", "het terugzetten van {} oefenen"),
    Action.OLD_ROWS_REMOVED: ("ruimde {} op", "{} opruimen"),
    Action.ROUND_OPENED: ("opende {}", "{} openen"),
    Action.ROUND_RESCHEDULED: ("veranderde de data van {}", "de data van {} veranderen"),
    Action.ROUND_CLOSED: ("sloot {}", "{} sluiten"),
    Action.ROUND_REOPENED: ("heropende {}", "{} heropenen"),
    Action.ITEM_RETIRED: ("liet {} vervallen", "{} laten vervallen"),
    Action.ITEM_RESTORED: ("nam {} terug", "{} terugnemen"),
    Action.ITEM_REVIEWED: ("beoordeelde {}", "{} beoordelen"),
    Action.VERDICT_PROPOSED: ("stelde {} voor", "{} voorstellen"),
    Action.VERDICT_DECIDED: ("besliste over {}", "beslissen over {}"),
    Action.INTERVENTIONS_MERGED: ("voegde {} samen", "{} samenvoegen"),
    Action.MERGE_UNDONE: ("haalde {} weer uit elkaar", "{} weer uit elkaar halen"),
    Action.IMPORT_STARTED: ("begon met het overnemen van {}", "{} overnemen"),
    Action.IMPORT_APPLIED: ("nam {} over", "{} overnemen"),
    Action.PERSON_ADDED: ("voegde {} toe", "{} toevoegen"),
    Action.PERSON_CHANGED: ("wijzigde {}", "{} wijzigen"),
    Action.PERSON_DEACTIVATED: ("zette {} op inactief", "{} op inactief zetten"),
    Action.PERSON_ACTIVATED: ("zette {} op actief", "{} op actief zetten"),
    Action.SECOND_FACTOR_REMOVED: ("nam de tweede factor weg van {}", "de tweede factor wegnemen van {}"),
    Action.RIGHTS_REVIEWED: ("liep {} na", "{} nalopen"),
    Action.ROLES_GIVEN: ("gaf een rol aan {}", "een rol geven aan {}"),
    Action.ROLES_TAKEN: ("nam een rol af van {}", "een rol afnemen van {}"),
}
_DOORS = {
    Door.SCREEN: "het scherm",
    Door.COMMAND: "de opdracht",
    Door.TASK: "de taak",
    Door.API: "de API",
    Door.UNKNOWN: "onbekende plek",
}
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?")
_WORDS = {True: "ja", False: "nee", None: "–"}


def sentence_of(event: AuditEvent) -> str:
    """Return what happened in one sentence, as "Demo Publicist publiceerde uitgave 2026.1"."""
    done, wished = _SENTENCES[event.kind]
    if event.result == Result.REFUSED:
        return f"{actor_of(event)} wilde {wished.format(event.object_text)}; dat werd geweigerd"
    return f"{actor_of(event)} {done.format(event.object_text)}"


def actor_of(event: AuditEvent) -> str:
    """Return how the one who did it was called then."""
    return event.actor_name or event.actor_username or NOBODY


def origin_of(event: AuditEvent) -> str:
    """Return where it came from, as "vanuit de opdracht publish_release"."""
    return f"vanuit {_DOORS[Door(event.door)]} {event.door_detail}".strip()


def details_of(details: Mapping[str, Any], *, shortened: bool = False) -> str:
    """Return the details on one line, by name.

    ``shortened`` shows of a digest as much as a person compares, and days and moments as they are written here.
    """
    told = "; ".join(f"{name}: {_shown(value)}" for name, value in sorted(details.items()))
    return _MOMENT.sub(_here, _DIGEST.sub(r"\1…", told)) if shortened else told


def _here(moment: re.Match[str]) -> str:
    at = datetime.fromisoformat(moment[0])
    return f"{localtime(at):%d-%m-%Y om %H:%M}" if moment[1] else f"{at:%d-%m-%Y}"


def _shown(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return _WORDS[value]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
