"""``manage.py write_workbook FILE``: writes what the team has as one XLSX, to be filled in and loaded again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from cms.acts.edges import ActingCommand
from cms.sources.errors import SourceError
from cms.sources.workbook import build_workbook


class Command(ActingCommand):
    help = "Schrijft aanbevelingen, praktijkvoorbeelden, interventies en toelichtingen als één werkmap (XLSX)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="de werkmap; wat er staat wordt vervangen")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() != ".xlsx":
            raise CommandError(f"'{path}' heet niet .xlsx. Geef een naam als werkmap.xlsx.", returncode=2)
        try:
            data = build_workbook()
            path.write_bytes(data)
        except SourceError as error:
            raise CommandError(str(error), returncode=1) from error
        except OSError as error:
            message = f"'{path}' is niet te schrijven ({error.strerror}). Kies een andere map of naam."
            raise CommandError(message, returncode=1) from error
        except DatabaseError as error:
            message = f"De database werkt niet mee ({error}). Draai eerst 'manage.py migrate' of vraag de beheerder."
            raise CommandError(" ".join(message.split()), returncode=1) from error
        self.stdout.write(f"{path}: {len(data):,} bytes geschreven.".replace(",", "."))
