"""``manage.py rollback_release NUMBER --reason R --by USER``; NUMBER is the release to return to."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import announce, person, refusals
from publishing.releases.permitted import check_may_publish
from publishing.releases.rollback import rollback_release


class Command(ActingCommand):
    """Point the world at another published release."""

    help = "Zet een eerder gepubliceerde uitgave weer live. Er wordt niets opnieuw gemaakt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="de uitgave waar naar terug")
        parser.add_argument("--reason", type=str, required=True, help="waarom; blijft bewaard")
        parser.add_argument("--by", type=str, required=True, help="gebruikersnaam")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            by = person(options["by"])
            check_may_publish(by)
            release = rollback_release(number=options["number"], reason=options["reason"], by=by, at=timezone.now())
            announce(self, f"Uitgave {release.number} is weer live.")
