"""``manage.py tick``: one pass over everything that was left, without Celery. For a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from publishing.attempts.errors import PausedError
from publishing.attempts.pausing import current_pause
from publishing.attempts.sweeping import do_all
from publishing.attempts.watching import troubles
from publishing.attempts.works import WORKS


class Command(BaseCommand):
    """Do what is due, then say what is not well: exit code 1."""

    help = "Doet wat is blijven liggen, zonder Celery; zegt wat mislukte of te laat is, met afsluitcode 1."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._tick()
        except (OperationalError, ProgrammingError) as error:
            said = " ".join(str(error).split())
            raise CommandError(f"De database werkt niet mee: {said}", returncode=1) from error

    def _tick(self) -> None:
        if (pause := current_pause()) is not None:
            self.stdout.write(str(PausedError(pause)))
        done = {work.label: do_all(work, clock=timezone.now) for work in WORKS.values()}
        for label, count in done.items():
            if count:
                self.stdout.write(f"Gedaan: {label}, {count} keer.")
        if wrong := list(troubles(at=timezone.now())):
            raise CommandError("\n".join(wrong), returncode=1)
        self.stdout.write("Er is niets blijven liggen.")
