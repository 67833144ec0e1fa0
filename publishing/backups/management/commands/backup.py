"""``manage.py backup --to FOLDER [--keep N] [--json]``, ``manage.py backup --verify FOLDER [--json]``."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.acts.edges import ActingCommand
from publishing.audit.actions import Action
from publishing.backups.command import as_json, backup_refusals
from publishing.backups.errors import DamagedError
from publishing.backups.making import make_backup
from publishing.backups.manifest import check_backup, sums_digest
from publishing.backups.recorded import record_about


class Command(ActingCommand):
    """Make a backup, or recompute one."""

    help = "Maakt een reservekopie van database, opslag en bewijsstukken, of rekent er een na."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--to", type=Path, metavar="MAP", help="waar de reservekopie een eigen map krijgt")
        which.add_argument("--verify", type=Path, metavar="MAP", help="reken deze reservekopie na")
        parser.add_argument("--keep", type=_number, metavar="AANTAL", help="zoveel blijven er bewaard; anders alle")
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with backup_refusals():
            told = _checked(options["verify"]) if options["verify"] else _made(options["to"], options["keep"])
        self.stdout.write(as_json(told) if options["json"] else told["said"])


def _made(root: Path, keep: int | None) -> dict[str, Any]:
    made = make_backup(root=root.resolve(), at=timezone.now(), keep=keep)
    size = made.manifest.size
    return {
        "said": f"Reservekopie {made.folder}: {made.manifest.files} bestanden, {size / 1e6:.1f} MB.",
        "folder": str(made.folder),
        "files": made.manifest.files,
        "bytes": size,
        "sha256": made.sha256,
        "releases": made.manifest.facts.releases,
        "removed": list(made.removed),
    }


def _checked(folder: Path) -> dict[str, Any]:
    name = folder.resolve().name
    try:
        manifest = check_backup(folder)
    except DamagedError as error:
        record_about(action=Action.BACKUP_CHECKED, name=name, at=timezone.now(), refusal=str(error))
        raise
    record_about(action=Action.BACKUP_CHECKED, name=name, at=timezone.now())
    return {
        "said": f"De reservekopie klopt: {manifest.files} bestanden nagerekend, gemaakt op {manifest.moment}.",
        "files": manifest.files,
        "bytes": manifest.size,
        "moment": manifest.moment,
        "sha256": sums_digest(folder),
    }


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"'{text}' is geen aantal van 1 of meer.")
    return int(text)
