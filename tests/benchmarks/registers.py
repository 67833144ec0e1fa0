"""A generated register file and what the workshop knew: of five rows one is known, and one in ten of those changed.

The rows are also given to django-import-export, whose dry run is the measure of what planning may cost.
"""

import csv
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import tablib
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.utils import timezone
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content.models import Intervention
from cms.sources.registers.planning import make_register_plan
from cms.vetting.models import Observation

_HEADER = ("Nummer", "Naam", "Erkenningsstatus", "Datum erkenning", "Thema", "Leeftijd", "Eigenaar", "Website")
_FIRST = (
    "Rustig",
    "Sterk",
    "Samen",
    "Wijs",
    "Vrolijk",
    "Veilig",
    "Helder",
    "Stil",
    "Fris",
    "Kleurrijk",
    "Trots",
    "Open",
)
_LAST = ("leren", "spelen", "praten", "kijken", "bewegen", "slapen", "eten", "delen", "groeien", "lachen", "lezen")
_PLACES = ("op school", "in de klas", "thuis", "voor jongeren", "met ouders", "in de wijk", "training", "programma")
_KNOWN_OF = 5  # one of so many rows is of a known record
_BATCH = 1_000


def generate(rows: int, path: Path) -> None:
    """Write a file of ``rows`` records, and fill the empty workshop with what it knew of them a year ago."""
    known = [_row(number, year=2024) for number in range(rows // _KNOWN_OF)]
    interventions = Intervention.objects.bulk_create((_intervention(row) for row in known), batch_size=_BATCH)
    Observation.objects.bulk_create(map(_observation, known, interventions), batch_size=_BATCH)
    _add_drafts(interventions)
    write_file(path, range(rows))


def write_file(path: Path, numbers: Iterable[int]) -> None:
    """Write a register file with the records of these numbers, as they are in 2025."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _HEADER, delimiter=";")
        writer.writeheader()
        writer.writerows(_row(number, year=2025 if number % 10 == 0 else 2024) for number in numbers)


def plan(path: Path) -> dict[str, int]:
    """Return the counts of the plan of the file."""
    return make_register_plan(kind="gezonde-school", data=path.read_bytes()).counts


def dry_run(path: Path, *, is_bare: bool) -> dict[str, int]:
    """Let django-import-export say what the same rows would change in the same fields; return its counts.

    As it comes, it saves each row, marks what differs, and rolls back at the end; a bare one only reads and compares.
    It is spared what we do not do either: Wagtail's search and reference index, and a query per row to find the
    intervention.
    """
    post_save.disconnect(post_save_signal_handler, sender=Intervention)
    with path.open(encoding="utf-8", newline="") as file:
        data = tablib.Dataset().load(file, format="csv", delimiter=";")
    with disable_reference_index_auto_update():
        result = (BareResource() if is_bare else RecordResource()).import_data(
            data, dry_run=True, collect_failed_rows=True, raise_errors=False
        )
    errors = [str(error.error) for row in result.rows for error in row.errors] + [
        str(row) for row in result.base_errors
    ]
    if errors:
        raise RuntimeError(f"The dry run has errors: {errors[:3]}")
    return dict(result.totals)


class Words(widgets.Widget):
    """A list as words with commas."""

    def clean(self, value: str, row: Any = None, **_: Any) -> list[str]:
        return [word.strip() for word in value.split(",") if word.strip()]

    def render(self, value: list[str] | None, obj: Any = None, **_: Any) -> str:
        return ", ".join(value or [])


class RecordResource(resources.ModelResource):
    """An intervention with its recognition, as somebody would write it who uses django-import-export for this."""

    name = fields.Field("name", "Naam")
    owner = fields.Field("owner", "Eigenaar")
    themes = fields.Field("themes", "Thema", widget=Words())
    age_from = fields.Field("age_from", "vanaf", widget=widgets.DecimalWidget())
    age_to = fields.Field("age_to", "tot en met", widget=widgets.DecimalWidget())
    raw_label = fields.Field("raw_label", "Erkenningsstatus")
    recognised_on = fields.Field("recognised_on", "Datum erkenning", widget=widgets.DateWidget("%d-%m-%Y"))
    record_url = fields.Field("record_url", "Website")

    class Meta:
        model = Intervention
        fields = ("name", "owner", "themes", "age_from", "age_to", "raw_label", "recognised_on", "record_url")
        import_id_fields = ("name",)
        instance_loader_class = CachedInstanceLoader

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Read every recognition with one query."""
        seen = Observation.objects.standing().filter(register="gezonde-school").in_order_of_entry()
        self._seen = {event.intervention_id: event for event in seen}

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Read the ages."""
        row["vanaf"], _, row["tot en met"] = row["Leeftijd"].removesuffix(" jaar").partition("-")

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        """Give the intervention what its recognition says."""
        instance, is_new = super().get_or_init_instance(instance_loader, row)
        event = self._seen.get(instance.pk)
        instance.raw_label = event.raw_label if event else ""
        instance.recognised_on = event.recognised_on if event else None
        instance.record_url = event.url if event else ""
        return instance, is_new


class BareResource(RecordResource):
    """The same without a report of what differs, and without the saves that even a dry run makes."""

    class Meta(RecordResource.Meta):
        skip_diff = True

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Save nothing."""


def _row(number: int, *, year: int) -> dict[str, str]:
    parts = (_FIRST[number % 12], _LAST[number // 12 % 11], _PLACES[number // 132 % 8])
    return {
        "Nummer": str(1_000_000 + number),
        "Naam": f"{' '.join(parts)} {_letters(number)}",
        "Erkenningsstatus": "Goed onderbouwd" if year == 2024 else "Goede aanwijzingen voor effectiviteit",
        "Datum erkenning": f"{1 + number % 28:02}-{1 + number % 12:02}-{year}",
        "Thema": f"{parts[1].capitalize()}, Welbevinden",
        "Leeftijd": f"{4 + number % 8}-{12 + number % 7} jaar",
        "Eigenaar": f"Bureau {parts[0]} {year if number % 20 == 0 else ''}".strip(),
        "Website": f"https://register.example/interventies/{number}",
    }


def _letters(number: int) -> str:
    """Return a made-up word that no other number has, three letters at the least."""
    word = ""
    for _ in range(3):
        number, rest = divmod(number, 80)
        word += "bdfgklmnprstvwzh"[rest // 5] + "aeiou"[rest % 5]
    return word.capitalize()


def _intervention(row: dict[str, str]) -> Intervention:
    low, _, high = row["Leeftijd"].removesuffix(" jaar").partition("-")
    themes = row["Thema"].split(", ")
    return Intervention(name=row["Naam"], owner=row["Eigenaar"], themes=themes, age_from=low, age_to=high)


def _observation(row: dict[str, str], intervention: Intervention) -> Observation:
    day, month, year = map(int, row["Datum erkenning"].split("-"))
    return Observation(
        intervention=intervention,
        register="gezonde-school",
        record=row["Nummer"],
        record_key=row["Nummer"],
        raw_label=row["Erkenningsstatus"],
        level="goed-onderbouwd",
        recognised_on=date(year, month, day),
        url=row["Website"],
        entered_at=timezone.now(),
    )


def _add_drafts(interventions: list[Intervention]) -> None:
    """Give each intervention the revision that an editor's save leaves."""
    kind = ContentType.objects.get_for_model(Intervention)

    def drafts() -> Iterator[Revision]:
        for item in Intervention.objects.order_by("pk").iterator():
            yield Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(item.pk),
                content=item.serializable_data(),
                object_str=item.name,
                created_at=timezone.now(),
            )

    made = Revision.objects.bulk_create(drafts(), batch_size=_BATCH)
    for item, draft in zip(interventions, made, strict=True):
        item.latest_revision = draft
    Intervention.objects.bulk_update(interventions, ["latest_revision"], batch_size=_BATCH)


def file_of_this_run() -> Path:
    """Return where the file of this database lies."""
    return Path(os.environ["WEGWIJZER_VAR"]) / "register.csv"
