"""``manage.py verify_store``."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.releases.command import refusals
from publishing.releases.models import Release
from publishing.releases.redactions.models import Redaction
from publishing.releases.storage import left_behind_differences
from publishing.releases.verify import verify_store


class Command(ActingCommand):
    """Compare database, catalogue, packs and artefacts."""

    help = "Vergelijkt database, catalogus, pakketten en exportbestanden; noemt elk verschil en herstelt niets."

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            differences = [*verify_store(), *left_behind_differences(at=timezone.now())]
        if differences:
            raise CommandError("; ".join(f"{one.where}: {one.problem}" for one in differences), returncode=1)
        self.stdout.write(f"De opslag klopt: {Release.objects.count()} uitgaven en kandidaten nagerekend.")
        if erased := [str(one) for one in Redaction.objects.select_related("request").order_by("pk")]:
            self.stdout.write(f"Gewist, zoals vastgelegd: {', '.join(erased)}.")
