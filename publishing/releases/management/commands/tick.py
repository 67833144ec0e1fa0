"""``manage.py tick``: look once at what should have happened by now. Exit code 1 while something is not well."""

import sys
from typing import Any

from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.attempts.errors import PausedError
from publishing.attempts.pausing import current_pause
from publishing.attempts.watching import troubles
from publishing.releases.command import refusals
from publishing.releases.ticking import catch_up, tick


class Command(ActingCommand):
    """For a systemd timer, every minute."""

    help = "Kijkt één keer wat er had moeten gebeuren, doet dat, en meldt wat mis is. Zonder Celery."

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            done = catch_up(clock=timezone.now)
            standing = tick(at=timezone.now(), clock=timezone.now)
            wrong = [*(f"Alarm: {alarm.message}" for alarm in standing), *troubles(at=timezone.now())]
            pause = current_pause()
        if pause is not None:
            self.stdout.write(str(PausedError(pause)))
        for label, count in done.items():
            self.stdout.write(f"Gedaan: {label}, {count} keer.")
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            sys.exit(1)
        self.stdout.write("Er is niets te melden.")
