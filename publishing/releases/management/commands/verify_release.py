"""``manage.py verify_release NUMBER``."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from cms.acts.edges import ActingCommand
from publishing.releases.command import published_or_candidate, refusals
from publishing.releases.redactions.holding import erased_from
from publishing.releases.verify import verify_release


class Command(ActingCommand):
    """Recompute every digest of one release."""

    help = "Rekent elke vingerafdruk van een uitgave na; noemt elk verschil."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            release = published_or_candidate(options["number"])
            differences = verify_release(release)
        if differences:
            raise CommandError("; ".join(f"{one.where}: {one.problem}" for one in differences), returncode=1)
        self.stdout.write(f"Uitgave {release.number} klopt: {sum(release.counts.values())} documenten nagerekend.")
        if erased := erased_from(release):
            self.stdout.write(f"Gewist, zoals vastgelegd: {', '.join(erased)}.")
