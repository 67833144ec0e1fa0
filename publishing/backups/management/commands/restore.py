"""``manage.py restore FOLDER [--json]``."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.backups.command import as_json, backup_refusals
from publishing.backups.restoring import put_back


class Command(ActingCommand):
    """Put a backup back into an empty database and an empty store."""

    help = "Zet een reservekopie terug in een lege database en een lege opslag, en vergelijkt daarna alles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="de map van de reservekopie")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with backup_refusals():
            manifest, differences = put_back(folder=options["folder"].resolve(), at=timezone.now())
        if differences:
            raise CommandError("; ".join(f"{one.where}: {one.problem}" for one in differences), returncode=1)
        facts = manifest.facts
        said = f"Teruggezet en vergeleken, de opslag klopt: {len(facts.releases)} uitgaven, {manifest.files} bestanden."
        told = {"said": said, "releases": facts.releases, "generation": facts.generation, "files": manifest.files}
        self.stdout.write(as_json(told) if options["json"] else said)
