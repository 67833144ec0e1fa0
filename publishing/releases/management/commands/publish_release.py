"""``manage.py publish_release NUMBER --by USER``."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import announce, person, refusals
from publishing.releases.permitted import check_may_publish
from publishing.releases.publish import publish_release


class Command(ActingCommand):
    """Make the candidate public."""

    help = "Publiceert de kandidaat van een nummer: voor altijd, in één stap."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")
        parser.add_argument("--by", type=str, required=True, help="gebruikersnaam")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            by = person(options["by"])
            check_may_publish(by)
            release = publish_release(number=options["number"], by=by, at=timezone.now())
            announce(self, f"Uitgave {release.number} is gepubliceerd. Vingerafdruk {release.digest}")
