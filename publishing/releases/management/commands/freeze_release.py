"""``manage.py freeze_release NUMBER --reference-date D [--round Y] [--by USER] [--json]``."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import iso_date, person, refusals
from publishing.releases.freeze import freeze_release
from publishing.releases.freeze_report import freeze_as_json, freeze_as_text
from publishing.releases.tasks import nudge_pack


class Command(ActingCommand):
    """Make a candidate of everything that is ready."""

    help = "Bevriest wat klaar is tot een kandidaat: print vingerafdruk en bevindingen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")
        parser.add_argument("--reference-date", type=iso_date, required=True, help="ijkdatum, jjjj-mm-dd")
        parser.add_argument("--round", type=int, help="jaar van de jaarronde; anders die met deze ijkdatum")
        parser.add_argument("--by", type=str, help="gebruikersnaam")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            by = person(options["by"]) if options["by"] else None
            result = freeze_release(
                number=options["number"],
                reference_date=options["reference_date"],
                round_year=options["round"],
                by=by,
                at=timezone.now(),
            )
        self.stdout.write(freeze_as_json(result) if options["json"] else freeze_as_text(result))
        nudge_pack(result.release)
