"""``manage.py verify_audit``."""

from typing import Any

from django.core.management.base import CommandError

from cms.acts.edges import ActingCommand
from publishing.audit.verifying import current_head
from publishing.releases.audited import catalogue_heads
from publishing.releases.command import refusals
from publishing.releases.verify import audit_differences


class Command(ActingCommand):
    """Recompute the chain of records."""

    help = "Rekent de keten van het logboek na, ook tegen de catalogus; noemt de eerste gebeurtenis die niet klopt."

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals():
            head, witnesses = current_head(), catalogue_heads()
            differences = list(audit_differences())
        if differences:
            raise CommandError("; ".join(f"{one.where}: {one.problem}" for one in differences), returncode=1)
        said = (
            f"Het logboek klopt: de keten van uitgaven en oordelen is nagerekend, {head.sequence} gebeurtenissen, "
            f"en de laatste is {head.hash}."
        )
        self.stdout.write(said if witnesses else f"{said} In de catalogus staat nog niets om mee te vergelijken.")
