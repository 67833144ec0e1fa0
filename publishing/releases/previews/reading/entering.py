"""A reader without an account comes in: the token of a link for a cookie."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from publishing.releases.previews.errors import PreviewError, TooOftenError
from publishing.releases.previews.models import LONGEST_NAME, Access, Reader
from publishing.releases.previews.opening import note_use, open_access
from publishing.releases.previews.tokens import digest_of, new_token

MOST_READERS = 100  # of one link: a reading group, and each of them on a few machines


class Entered(NamedTuple):
    """A reader, and the secret for the cookie of their browser."""

    reader: Reader
    cookie: str


@transaction.atomic
def enter(*, token: str, name: str, at: datetime) -> Entered:
    """Let somebody read by the link that ``token`` is of; raise DeniedError, PastError, TooOftenError or PreviewError.

    A wrong token costs a guesser nothing but time: of 256 random bits nobody guesses one, so they are not counted.
    """
    access = open_access(token=token, kind=Access.Kind.LINK, at=at)
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        raise PreviewError(f"Zeg hoe je heet, in ten hoogste {LONGEST_NAME} tekens.")
    Access.objects.select_for_update().get(pk=access.pk)  # of two at once, the second one is counted too
    if access.readers.count() >= MOST_READERS:
        raise TooOftenError("Deze link is te vaak gebruikt. Vraag een nieuwe link aan wie hem gaf.")
    cookie = new_token()
    reader = Reader.objects.create(access=access, name=called, cookie_digest=digest_of(cookie), since=at)
    note_use(access, at=at)
    return Entered(reader, cookie)
