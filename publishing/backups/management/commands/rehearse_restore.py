"""``manage.py rehearse_restore FOLDER [--json]``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.backups.command import as_json, backup_refusals
from publishing.backups.rehearsing import rehearse


class Command(ActingCommand):
    """Try out whether a backup can be put back."""

    help = "Oefent het terugzetten van een reservekopie, naast wat er draait, en legt vast dat het is getest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="de map van de reservekopie")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with backup_refusals():
            scratch = settings.BACKUP_DATABASES["REHEARSAL"]  # of PostgreSQL, an empty one
            told = rehearse(folder=options["folder"], scratch_database=scratch, at=timezone.now())
        self.stdout.write(as_json(told) if options["json"] else f"Herstel getest. {told['said']}")
