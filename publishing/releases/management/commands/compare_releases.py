"""``manage.py compare_releases A B [--json]``."""

from typing import Any

from django.core.management.base import CommandParser

from cms.acts.edges import ActingCommand
from publishing.releases.command import published_or_candidate, refusals
from publishing.releases.compare import compare_releases
from publishing.releases.comparison_json import json_lines
from publishing.releases.report import report_lines


class Command(ActingCommand):
    """Say what changed between two releases."""

    help = "Vergelijkt twee uitgaven of kandidaten: per domein, item en veld."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", help="de oudere, zoals 2025.1")
        parser.add_argument("new", help="de nieuwere, zoals 2026.1")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            comparison = compare_releases(
                old=published_or_candidate(options["old"]), new=published_or_candidate(options["new"])
            )
            for line in json_lines(comparison) if options["json"] else report_lines(comparison):
                self.stdout.write(line)
