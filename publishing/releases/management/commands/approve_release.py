"""``manage.py approve_release NUMBER --digest D --by USER``."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.approving import agreement_on, approve_release
from publishing.releases.command import person, refusals
from publishing.releases.errors import RefusedError
from publishing.releases.publish import candidate_of

_SHORTEST = 12  # characters of a digest that say which bytes are meant


class Command(ActingCommand):
    """Approve the very bytes that somebody looked at."""

    help = "Keurt de kandidaat van een nummer goed, als die nog de vingerafdruk heeft die je bekeek."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")
        parser.add_argument("--digest", required=True, help="de vingerafdruk, of de eerste 12 tekens of meer ervan")
        parser.add_argument("--by", type=str, required=True, help="gebruikersnaam")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            by = person(options["by"])
            release = candidate_of(options["number"])
            if len(options["digest"]) < _SHORTEST or not release.digest.startswith(options["digest"]):
                raise RefusedError(
                    f"De kandidaat van {release.number} heeft vingerafdruk {release.digest}, niet {options['digest']}. "
                    "Bekijk die eerst."
                )
            approve_release(release=release, by=by, at=timezone.now())
        missing = agreement_on(release).missing
        self.stdout.write(f"{by} keurde uitgave {release.number} goed. {missing}".strip())
