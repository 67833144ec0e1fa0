"""``manage.py explain_intervention ID --round Y``: why an intervention is in or out of that year's round."""

from argparse import ArgumentParser
from typing import Any

import msgspec
from django.core.management.base import CommandError
from django.db import DatabaseError

from cms.acts.edges import ActingCommand
from cms.vetting.explaining.explain import explain_intervention
from cms.vetting.explaining.subject import ExplanationError, find_uid
from cms.vetting.explaining.text import as_text


class Command(ActingCommand):
    help = "Zegt of een interventie in een ronde zit: door welk oordeel, welke waarnemingen, regels en mensen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="het kenmerk (uid), of een naam die er maar één heeft")
        parser.add_argument("--round", type=int, required=True, metavar="Y", help="het jaar van de ronde")
        parser.add_argument("--json", action="store_true", help="schrijf de uitleg als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = explain_intervention(uid=find_uid(options["id"]), year=options["round"])
        except ExplanationError as error:
            raise CommandError(" ".join(str(error).split()), returncode=1) from error
        except DatabaseError as error:
            said = " ".join(str(error).split())
            raise CommandError(
                f"De database werkt niet mee ({said}). Is 'manage.py migrate' gedraaid?", returncode=1
            ) from error
        self.stdout.write(msgspec.json.format(msgspec.json.encode(told)).decode() if options["json"] else as_text(told))
