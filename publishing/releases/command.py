"""What the release commands share: refusals as one line and exit code 1, wrong use as exit code 2."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from cms.accounts.models import User
from publishing.attempts.errors import AttemptError
from publishing.freezing.errors import FreezeError
from publishing.releases.errors import ReleaseError, UnknownReleaseError
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox, why_unseen
from publishing.store.base import StoreError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every reason to refuse into a message without a stack trace."""
    try:
        yield
    except (ReleaseError, FreezeError, StoreError, AttemptError) as error:
        raise CommandError(" ".join(str(error).split()), returncode=1) from error
    except UnicodeError as error:
        raise CommandError("Een van de opgegeven woorden bevat tekens die geen tekst zijn.", returncode=2) from error
    except OSError as error:
        raise CommandError(f"De opslag werkt niet mee: {error}", returncode=1) from error
    except (OperationalError, ProgrammingError) as error:
        said = " ".join(str(error).split())
        raise CommandError(
            f"De database werkt niet mee: {said}. Is 'manage.py migrate' gedraaid?", returncode=1
        ) from error


def announce(command: BaseCommand, said: str) -> None:
    """Deliver the outbox and print ``said``; on stderr also what could not be delivered yet."""
    deliver_outbox(at=timezone.now())
    command.stdout.write(said)
    if why := why_unseen():
        command.stderr.write(f"De catalogus is nog niet bijgewerkt, dus de wereld ziet dit nog niet: {why}")


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
