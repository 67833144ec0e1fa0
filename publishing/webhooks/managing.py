"""Adding and changing a subscriber."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from cms.links.guard import AddressRefusedError, HostUnknownError, destination_of
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.errors import RefusedError
from publishing.webhooks.keys import add_key
from publishing.webhooks.models import LONGEST_ADDRESS, Subscriber
from publishing.webhooks.recorded import subject_of_service, subscriber_subject
from publishing.webhooks.sending import check_scheme

_HIDDEN = "…"  # a query may hold a secret of theirs


def add_subscriber(*, name: str, url: str, by: User, at: datetime) -> tuple[Subscriber, str]:
    """Return a new subscriber and its key, which nobody can read again; raise RefusedError."""
    check_address(url)
    with _one_at_a_time(name), transaction.atomic():
        _check_name(name, but=None)
        made = Subscriber.objects.create(slug=_free_slug(name), name=name, url=url, created_at=at)
        key = add_key(made, by=by, at=at)
        details = {"webadres": without_query(url)}
        record(action=Action.SUBSCRIBER_ADDED, obj=subscriber_subject(made), by=by, at=at, details=details)
    return made, key


@records_refusals(Action.SUBSCRIBER_CHANGED, of=subject_of_service, on=RefusedError)
def change_subscriber(
    *,
    subscriber: Subscriber,
    name: str,
    url: str,
    by: User,
    at: datetime,
    look: Callable[[Subscriber], None] = lambda _: None,
) -> None:
    """Give a subscriber another name or address; raise RefusedError. Nothing is recorded where nothing differs.

    ``look`` is called with the row under its lock, and raises where it may not be changed after all.
    """
    check_address(url)
    with _one_at_a_time(name), transaction.atomic():
        held = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
        look(held)
        if (held.name, held.url) == (name, url):
            return
        _check_name(name, but=held)
        before = {"naam was": held.name, "webadres was": without_query(held.url)}
        held.name, held.url = name, url
        held.save(update_fields=["name", "url"])
        details = {**before, "webadres": without_query(url)}
        record(action=Action.SUBSCRIBER_CHANGED, obj=subscriber_subject(held), by=by, at=at, details=details)


def check_address(url: str) -> None:
    """Raise RefusedError when nothing may be sent to ``url``. A name that is unknown now may be known later."""
    if len(url) > LONGEST_ADDRESS:
        raise RefusedError(f"Het webadres is langer dan {LONGEST_ADDRESS} tekens.")
    private = settings.WEBHOOK_ALLOW_PRIVATE
    try:
        check_scheme(url, allow_private=private)
        destination_of(url, allow_private=private)
    except AddressRefusedError as error:
        raise RefusedError(str(error)) from error
    except HostUnknownError:
        return


def without_query(url: str) -> str:
    """Return ``url`` as it may stand on record."""
    address, mark, _ = url.partition("?")
    return f"{address}{mark}{_HIDDEN}" if mark else address


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """Tell who gives a name at the same moment as somebody else, and comes second, that it is taken."""
    try:
        yield
    except IntegrityError as error:
        raise RefusedError(_taken(name)) from error


def _check_name(name: str, *, but: Subscriber | None) -> None:
    others = Subscriber.objects.filter(name__iexact=name)
    if (others if but is None else others.exclude(pk=but.pk)).exists():
        raise RefusedError(_taken(name))


def _taken(name: str) -> str:
    return f"Er is al een afnemer met de naam '{name}'. Kies een andere naam."


def _free_slug(name: str) -> str:
    base = slugify(name)[:80] or "afnemer"
    taken = set(Subscriber.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(one for one in candidates if one not in taken)
