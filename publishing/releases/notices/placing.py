"""Places notices, ends them, withdraws releases. What went out is not touched: the catalogue tells it beside."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.documents.registry import KINDS
from publishing.freezing.checking import day_of
from publishing.releases.audited import subject_of_service
from publishing.releases.channels import locked_channel, note_event
from publishing.releases.errors import RefusedError, ReleaseError, UnknownReleaseError
from publishing.releases.models import Channel, Release, ReleaseEvent
from publishing.releases.notices.models import LONGEST_TEXT, Notice, NoticeEnding
from publishing.releases.reading import manifest_of

_NO_REASON = "Geef een reden: wie dit later naleest, ziet waarom."


@dataclass(frozen=True)
class Item:
    """An item by its kind (``soort``) and public id."""

    kind: str
    id: str


@transaction.atomic
def place_notice(
    *,
    text: str,
    starts_on: date,
    by: User,
    at: datetime,
    sort: Notice.Sort = Notice.Sort.NOTICE,
    ends_on: date | None = None,
    release: Release | None = None,
    item: Item | None = None,
) -> Notice:
    """Tell something of a published release, of an item, or of an item in one release; raise RefusedError.

    It holds from ``starts_on`` up to and including ``ends_on``. The caller delivers the outbox after the commit.
    """
    if sort == Notice.Sort.WITHDRAWN:
        raise RefusedError("Intrekken gaat apart, met een reden: gebruik ‘Intrekken’ bij de uitgave.")
    said = _checked_text(text)
    _check_days(starts_on, ends_on, today=day_of(at))
    channel = locked_channel()
    about = _release_told_of(channel, release, item)
    event = note_event(channel, about=about, kind=ReleaseEvent.Kind.NOTICED, by=by, at=at)
    return Notice.objects.create(
        event=event,
        sort=sort,
        release=release,
        kind=item.kind if item else "",
        public_id=item.id if item else "",
        text=said,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@transaction.atomic
def end_notice(*, notice: Notice, reason: str, by: User, at: datetime) -> NoticeEnding:
    """Stop telling ``notice`` before its last day; raise RefusedError."""
    channel = locked_channel()
    if notice.is_withdrawal:
        raise RefusedError("Een intrekking blijft. Breng een nieuwe uitgave uit als de inhoud weer klopt.")
    if NoticeEnding.objects.filter(notice=notice).exists():
        raise RefusedError("Deze mededeling is al beëindigd.")
    if notice.ends_on is not None and notice.ends_on < day_of(at):
        raise RefusedError(f"Deze mededeling liep al af op {_day(notice.ends_on)}.")
    about = notice.event.release
    kind = ReleaseEvent.Kind.NOTICE_ENDED
    event = note_event(channel, about=about, kind=kind, by=by, at=at, reason=checked_reason(reason))
    return NoticeEnding.objects.create(event=event, notice=notice)


@records_refusals(Action.RELEASE_WITHDRAWN, of=subject_of_service, on=ReleaseError)
@transaction.atomic
def withdraw_release(*, number: str, reason: str, by: User, at: datetime) -> Notice:
    """Withdraw a published release that is not live: it keeps answering, and says so with ``reason``.

    Raise UnknownReleaseError or RefusedError. It is never live again.
    """
    said = _checked_text(checked_reason(reason))
    channel = locked_channel()
    release = Release.objects.published().filter(number=number).first()
    if release is None:
        raise UnknownReleaseError(number)
    check_withdrawal(release, channel)
    event = note_event(channel, about=release, kind=ReleaseEvent.Kind.WITHDRAWN, by=by, at=at, reason=said)
    return Notice.objects.create(
        event=event, sort=Notice.Sort.WITHDRAWN, release=release, text=said, starts_on=day_of(at)
    )


def check_withdrawal(release: Release, channel: Channel) -> None:
    """Raise RefusedError when ``release`` cannot be withdrawn now."""
    if channel.current_id == release.pk:
        raise RefusedError(
            f"Uitgave {release.number} is nu live en kan niet worden ingetrokken: dan zou er niets zijn. Zet eerst een "
            "andere uitgave live: ga terug naar een eerdere, of breng een correctie uit."
        )
    if Notice.objects.withdrawals().filter(release=release).exists():
        raise RefusedError(f"Uitgave {release.number} is al ingetrokken.")


def checked_reason(reason: str) -> str:
    """Return ``reason``; raise RefusedError when there is none."""
    if not reason.strip():
        raise RefusedError(_NO_REASON)
    return reason.strip()


def _checked_text(text: str) -> str:
    said = text.strip()
    if not said:
        raise RefusedError("Schrijf wat lezers moeten weten.")
    if len(said) > LONGEST_TEXT:
        raise RefusedError(f"De tekst heeft {len(said)} tekens en mag er {LONGEST_TEXT} hebben. Maak hem korter.")
    return said


def _check_days(starts_on: date, ends_on: date | None, *, today: date) -> None:
    if starts_on < today:
        raise RefusedError(f"Een mededeling begint vandaag of later, niet op {_day(starts_on)}.")
    if ends_on is not None and ends_on < starts_on:
        raise RefusedError(f"De laatste dag ({_day(ends_on)}) ligt voor de eerste ({_day(starts_on)}).")


def _release_told_of(channel: Channel, release: Release | None, item: Item | None) -> Release:
    """Return the release that the event is written at: the one that is meant, or else the one that is live."""
    if release is not None and not release.is_published:
        raise RefusedError(f"Uitgave {release.number} is nog niet gepubliceerd: er is niemand om dit aan te vertellen.")
    if release is None and item is None:
        raise RefusedError("Zeg waar de mededeling over gaat: een uitgave, een item, of een item in één uitgave.")
    if item is not None:
        _check_item(item, release)
    about = release or channel.current
    if about is None:
        raise RefusedError("Er is nog niets gepubliceerd, dus er is nog niets om iets van te vertellen.")
    return about


def _check_item(item: Item, release: Release | None) -> None:
    """Raise RefusedError when no release that is meant holds the item."""
    releases = [release] if release else Release.objects.published().reverse()
    if item.kind not in KINDS or not any(_holds(one, item) for one in releases):
        where = f"Uitgave {release.number}" if release else "Geen enkele uitgave"
        raise RefusedError(f"{where} bevat een {item.kind} met kenmerk ‘{item.id}’ niet. Kijk het kenmerk na.")


def _holds(release: Release, item: Item) -> bool:
    return any((entry.kind, entry.id) == (item.kind, item.id) for entry in manifest_of(release).documents)


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
