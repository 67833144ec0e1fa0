"""``manage.py build_demo``: what `make demo` runs before it serves."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.edges import ActingCommand
from cms.demo.build import NUMBERS, build_demo
from cms.demo.people import ADDRESS, PASSWORD
from publishing.releases.command import refusals
from publishing.releases.models import Release


class Command(ActingCommand):
    """Build the demo and say where to look."""

    help = "Bouwt de demo: inhoud van twee jaar, twee uitgaven, exports. Nog eens draaien doet niets opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on-empty", action="store_true", help="weiger waar al anderen dan de demo werken")
        parser.add_argument(
            "--exported",
            nargs="*",
            default=NUMBERS,
            choices=NUMBERS,
            metavar="NUMMER",
            help="van welke uitgaven alle exports worden gemaakt; zonder dit van allebei",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["on_empty"] and User.objects.exclude(email__iendswith=ADDRESS).exists():
            raise CommandError("In deze database werken al mensen. De demo hoort in een lege database.")
        with refusals():
            build_demo(now=timezone.now, say=self.stdout.write, exported=options["exported"])
        if not ReferenceIndex.objects.exists():
            call_command("rebuild_references_index", verbosity=0)
            call_command("update_index", verbosity=0)
        self.stdout.write("\n".join(self._summary()))

    def _summary(self) -> list[str]:
        base = settings.WAGTAILADMIN_BASE_URL
        return [
            "",
            "De demo staat klaar. Alle inhoud is verzonnen.",
            *map(_line, Release.objects.published()),
            *(f"{_line(candidate)}, kandidaat" for candidate in Release.objects.candidates()),
            "",
            f"  Werkplaats   {base}/admin/",
            f"    inloggen   {', '.join(role.value for role in Role)}",
            f"    wachtwoord {PASSWORD}",
            "    beginnen   Handleiding in het menu, hoofdstuk ‘Het jaar op één bladzijde’",
            f"  Publieke API {base}/api/v1/uitgaven",
            f"    live nu    {base}/api/v1/actueel/domeinen",
            f"    vast adres {base}/api/v1/uitgaven/2026.1/manifest",
            f"    uitleg     {base}/api/v1/documentatie",
            "  Publieke tool: in de werkplaats, op de pagina van uitgave 2026.1 onder ‘Website’",
            "",
            "  Wat er in 2026 veranderde:  .venv/bin/python manage.py compare_releases 2025.1 2026.1",
            "  Alles nagerekend:           .venv/bin/python manage.py verify_store",
            "  Handleiding, website enz.:  .venv/bin/python manage.py export_release 2026.1 --to exports",
            "",
        ]


def _line(release: Release) -> str:
    documents = sum(release.counts.values())
    return f"  {release.number}  ijkdatum {release.reference_date:%d-%m-%Y}  {documents} documenten"
