"""``manage.py tick``: look once at what should have happened by now. Exit code 1 while an alarm stands."""

import sys
from typing import Any

from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import refusals
from publishing.releases.ticking import tick


class Command(ActingCommand):
    """For a systemd timer, every minute."""

    help = "Kijkt één keer wat er had moeten gebeuren, doet dat, en meldt alarmen. Zonder Celery."

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            standing = tick(at=timezone.now())
        for alarm in standing:
            self.stderr.write(f"Alarm: {alarm.message}")
        if standing:
            sys.exit(1)
        self.stdout.write("Er is niets te melden.")
