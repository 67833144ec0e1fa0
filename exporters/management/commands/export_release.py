"""``manage.py export_release NUMBER [--kind K] [--to DIR]``."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from exporters.base import ExportError
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import copy_artifact, export_release
from publishing.releases.command import published_or_candidate, refusals


class Command(ActingCommand):
    """Make a release's artefacts."""

    help = "Maakt de exportbestanden van een uitgave; met --to ook als kopie in een map."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")
        parser.add_argument("--kind", choices=sorted(EXPORTERS), help="één soort; anders alle")
        parser.add_argument("--to", type=Path, help="map voor een kopie")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["kind"]] if options["kind"] else None
        try:
            with refusals():
                release = published_or_candidate(options["number"])
                for artifact in export_release(release=release, at=timezone.now(), kinds=kinds):
                    self.stdout.write(self._line(artifact, options["to"]))
        except (ExportError, OSError) as error:
            raise CommandError(str(error), returncode=1) from error

    def _line(self, artifact: Artifact, folder: Path | None) -> str:
        line = f"{artifact.kind}: {artifact.filename}, {artifact.size} bytes, SHA-256 {artifact.sha256}"
        return f"{line} → {copy_artifact(artifact, folder)}" if folder else line
