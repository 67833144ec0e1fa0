"""``manage.py freeze_correction ID [--by USER] [--json]``."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import person, refusals
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.models import Correction
from publishing.releases.freeze_report import freeze_as_json, freeze_as_text
from publishing.releases.tasks import nudge_pack


class Command(ActingCommand):
    """Make a candidate of a correction."""

    help = "Bevriest een correctie tot een kandidaat: print vingerafdruk en bevindingen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("correction", type=int, help="nummer van de correctie, zoals in haar adres")
        parser.add_argument("--by", type=str, help="gebruikersnaam")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            by = person(options["by"]) if options["by"] else None
            correction = Correction.objects.filter(pk=options["correction"]).first()
            if correction is None:
                known = ", ".join(f"{one.pk} ({one})" for one in Correction.objects.all()[:5]) or "geen"
                raise CommandError(f"Er is geen correctie {options['correction']}. Bekend: {known}.", returncode=2)
            result = freeze_correction(correction=correction, by=by, at=timezone.now())
        self.stdout.write(freeze_as_json(result) if options["json"] else freeze_as_text(result))
        nudge_pack(result.release)
