"""``manage.py import_source KIND FILE``: shows what an import would change and, when asked, makes the drafts."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from cms.accounts.models import User
from cms.acts.edges import ActingCommand
from cms.sources.apply import Applied
from cms.sources.errors import SourceError
from cms.sources.files import read_source
from cms.sources.plan import Plan, RowClass
from cms.sources.registry import KINDS
from cms.sources.report import describe_plan, describe_result
from cms.sources.safely import apply_plan
from cms.sources.uploading import plan_source

_SHOWN = 5  # problems on the one line for stderr; the report holds all


class Command(ActingCommand):
    help = "Maakt een plan van wat een bron verandert; met --apply worden het concepten die nog niet klaar zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS), help="soort bron")
        parser.add_argument("file", type=Path, help="het bestand")
        parser.add_argument("--complete", action="store_true", help="de bron is volledig: wat ontbreekt, is verdwenen")
        parser.add_argument("--sheet", metavar="NAME", default="", help="welk blad van een werkmap met meer bladen")
        parser.add_argument("--apply", action="store_true", help="neem het plan over als concepten")
        parser.add_argument("--by", metavar="USER", help="in wiens naam (gebruikersnaam)")
        parser.add_argument("--json", action="store_true", help="schrijf het plan als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except SourceError as error:
            raise CommandError(_one_line(str(error)), returncode=1) from error
        except DatabaseError as error:
            message = f"De database werkt niet mee ({error}). Draai eerst 'manage.py migrate' of vraag de beheerder."
            raise CommandError(_one_line(message), returncode=1) from error

    def _import(self, options: dict[str, Any]) -> None:
        by = _person(options["by"], needed=options["apply"])
        kind = KINDS[options["kind"]]
        data = read_source(options["file"], largest=kind.largest)
        plan = plan_source(options["kind"], data, complete=options["complete"], sheet=options["sheet"])
        errors = [problem for row in plan.of_class(RowClass.ERROR) for problem in row.problems]
        may_apply = kind.row_by_row or not errors
        applied = apply_plan(plan=plan, by=by, at=timezone.now()) if by and options["apply"] and may_apply else None
        self.stdout.write(_as_json(plan, applied) if options["json"] else _as_text(plan, applied))
        if errors:
            more = f" (en nog {len(errors) - _SHOWN}; zie het verslag)" if len(errors) > _SHOWN else ""
            done = "alleen de veilige rijen zijn overgenomen" if applied else "niets overgenomen"
            raise CommandError(
                _one_line(f"{len(errors)} fout(en), {done}. {' '.join(errors[:_SHOWN])}{more}"), returncode=1
            )
        if applied and applied.refused:
            refused = " ".join(refusal.message for refusal in applied.refused[:_SHOWN])
            raise CommandError(_one_line(f"{len(applied.refused)} rij(en) geweigerd. {refused}"), returncode=1)


def _person(username: str | None, *, needed: bool) -> User | None:
    if username is None:
        if needed:
            raise CommandError("Met --apply hoort --by: in wiens naam wordt er overgenomen?", returncode=2)
        return None
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Gebruiker '{username}' bestaat niet of is niet actief. Kies een ander.", returncode=2)
    return user


def _as_json(plan: Plan, applied: Applied | None) -> str:
    told = {"counts": plan.counts, **msgspec.to_builtins(plan)}
    if applied is not None:
        told["applied"] = msgspec.to_builtins(applied)
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(plan: Plan, applied: Applied | None) -> str:
    result = (
        describe_result(applied) if applied else "Er is niets geschreven. Met --apply --by USER worden dit concepten."
    )
    return f"{describe_plan(plan)}\n{result}"


def _one_line(message: str) -> str:
    return " ".join(message.split())
