"""Whether the release store answers this process: asked when it starts, and by ``manage.py check --deploy``.

What somebody has to mend (a bucket that is not there, credentials that are refused) keeps the process from starting.
What may pass is said and no more: readers keep what they have, and the outbox tries again.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django calls them so

from publishing.store.base import DeniedError, MissingError, Store, StoreError, UnreachableError
from publishing.store.layout import CATALOGUE
from publishing.store.opening import open_store


def workshop_reaches_the_store(**_kwargs: Any) -> list[CheckMessage]:
    """Report a store in which this process cannot look at the catalogue or at candidates."""
    try:
        store = _look_at_catalogue()
        next(iter(store.keys("candidates/")), None)
    except StoreError as error:
        return [_message(error)]
    return []


def public_process_reaches_the_store(**_kwargs: Any) -> list[CheckMessage]:
    """Report a store in which this process cannot read the catalogue.

    Who may not list a bucket gets the same answer for a missing object as for a forbidden one, so before the first
    publication a refusal is right: it is said, and the process starts.
    """
    try:
        _look_at_catalogue()
    except DeniedError as error:
        hint = "This is as it should be only until the first release is published."
        return [Warning(str(error), hint=hint, id="config.W002")]
    except StoreError as error:
        return [_message(error)]
    return []


def _look_at_catalogue() -> Store:
    store = open_store(settings.RELEASE_STORE_URL, copies=settings.RELEASE_STORE_COPIES)
    with suppress(MissingError):
        store.read(CATALOGUE)
    return store


def _message(error: StoreError) -> CheckMessage:
    if isinstance(error, UnreachableError):
        return Warning(str(error), hint="It is asked again when it is needed.", id="config.W001")
    return Error(str(error), id="config.E002")
