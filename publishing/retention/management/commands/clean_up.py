"""``manage.py clean_up [--dry-run] [--json]``: takes away what is kept no longer, or says what would go."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import refusals
from publishing.retention.cleaning import Counted, clean_up, what_would_go


class Command(ActingCommand):
    """Take away what is kept no longer."""

    help = "Ruimt op wat niet langer bewaard hoeft te blijven; uitgaven, besluiten en het logboek blijven altijd."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gaan")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        with refusals():
            counted = what_would_go(at=timezone.now()) if dry else clean_up(at=timezone.now())
        self.stdout.write(_as_json(counted, dry=dry) if options["json"] else _as_text(counted, dry=dry))


def _as_json(counted: list[Counted], *, dry: bool) -> str:
    went = {one.kind.name: one.number for one in counted}
    sizes = {one.kind.name: one.size for one in counted}
    return json.dumps({"dry_run": dry, "rows": went, **({"signs": sizes} if dry else {})}, sort_keys=True)


def _as_text(counted: list[Counted], *, dry: bool) -> str:
    lines = [_line(one) for one in counted]
    end = "Er is niets verwijderd. Zonder --dry-run gaat dit weg." if dry else "Wat wegging, staat in het logboek."
    return "\n".join(["Dit zou weggaan:" if dry else "Opgeruimd:", *lines, end])


def _line(one: Counted) -> str:
    days = settings.RETENTION_DAYS[one.kind.name]
    after = f"na {days} dagen" if days else "meteen"
    size = f", {one.size / 1000:.1f} kB tekst" if one.size else ""
    return f"- {one.kind.counted(one.number)} ({after}{size})"
