"""What the release commands share: refusals as one line and exit code 1, wrong use as exit code 2."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import CommandError

from cms.accounts.models import User
from publishing.freezing.errors import FreezeError
from publishing.releases.errors import ReleaseError, UnknownReleaseError
from publishing.releases.models import Release
from publishing.store.base import StoreError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every reason to refuse into a message without a stack trace."""
    try:
        yield
    except (ReleaseError, FreezeError, StoreError) as error:
        raise CommandError(" ".join(str(error).split()), returncode=1) from error


def person(username: str) -> User:
    """Return the active user of that name; wrong use when there is none."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Er is geen actieve gebruiker '{username}'.", returncode=2)
    return user


def published_or_candidate(number: str) -> Release:
    """Return the published release of that number, else its candidate; raise UnknownReleaseError."""
    release = Release.objects.published().filter(number=number).first() or Release.objects.candidate(number)
    if release is None:
        raise UnknownReleaseError(number)
    return release


def iso_date(text: str) -> date:
    """Read ``2026-07-31``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is geen datum. Verwacht: jjjj-mm-dd.") from error
