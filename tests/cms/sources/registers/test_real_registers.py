"""Two real registers at two moments: between them the plan finds what an independent reading of the files finds."""

import csv
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cms.accounts.models import User
from cms.sources.deciding.decide import accept_safe_rows, answer_row
from cms.sources.errors import UnreadableSourceError
from cms.sources.plan import Plan, Row, RowClass
from cms.sources.readers.registers.sources import REGISTERS, read_register
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.registry import KINDS
from cms.sources.safely import apply_plan
from cms.sources.uploading import plan_source, receive_upload
from tests.cms.sources.deciding.plans import apply, decide, read
from tests.cms.sources.registers.files import changes

pytestmark = pytest.mark.django_db

AT = datetime(2019, 12, 31, tzinfo=UTC)
FILES = {"nji": "nji.csv", "gezonde-school": "gezonde-school.xlsx"}
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
MONTHS += ["november", "december"]
Facts = dict[str, tuple[str, str]]
# What an editor answers where names are alike: these are one intervention, any others two.
ONE = {
    "Cool 2B Fit 8-13 jaar": "Cool 2B Fit",
    "Helder op School: Smokefree Challenge": "Smokefree Challenge",
    "Triple P: Positief Pedagogisch Programma niveau 4 en 5": "Triple P niveau 4/5",
}

# The new records of 2023 with a name that is like one we have: each a variant of its own, and each worth the question.
ASKED_AGAIN: dict[str, dict[str, list[str]]] = {
    "nji": {},
    "gezonde-school": {
        "1900169": ["Kriebels in je buik"],
        "lang-leve-de-liefde-onderbouw": ["Lang Leve de Liefde"],
    },
}


def plan_of(folder: Path, kind: str) -> Plan:
    return plan_source(kind, (folder / FILES[kind]).read_bytes(), complete=True)


def import_and_decide(folder: Path, kind: str, editor: User) -> None:
    """Read a file, say which intervention is meant, accept everything but another name, and apply it."""
    data = (folder / FILES[kind]).read_bytes()
    plan = read(receive_upload(kind=kind, file_name=FILES[kind], data=data, complete=True, by=editor, at=AT))
    for row in plan.rows.filter(row_class="ambiguous"):
        answer_row(row=row, version=row.version, answer=meant(row.content), by=editor, at=AT)
    for row_class in ("new", "changed"):
        accept_safe_rows(plan=plan, row_class=row_class, by=editor, at=AT)
    for row in plan.rows.open():
        units = {unit.name for unit in KINDS[kind].units(row.content)}
        decide(row, editor, **{unit: "reject" if unit == "name" else "accept" for unit in units})
    apply(plan, editor)
    assert not plan.rows.open().exists()


def meant(row: Row) -> str:
    """Return which intervention ``row`` is about, as an editor says it."""
    name = str(row.fields["name"].new)
    for candidate in row.candidates:
        if candidate.reason == "de naam is dezelfde" or candidate.name == ONE.get(name):
            return candidate.item
    return NEW_ITEM


def read_independently(path: Path) -> dict[str, dict[str, str]]:
    """Return the records by number, last part of the address, or name; without any code of ours."""
    if path.suffix == ".csv":
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    else:
        with zipfile.ZipFile(path) as archive:
            root = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # a file we know
        rows = [["".join(cell.itertext()) for cell in row] for row in root.iter() if row.tag.endswith("}row")]
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return {key_of(record): record for record in records}


def key_of(record: dict[str, str]) -> str:
    name = record.get("Naam") or record["Naam interventie"]
    plain = re.sub(r"[^a-z0-9ë]+", "-", name.lower()).strip("-")
    return record.get("Nummer") or record.get("URL", "").lower().removesuffix(".html").split("/")[-1] or plain


def day_of(record: dict[str, str]) -> str:
    written = record.get("Op") or record.get("Datum erkenning") or ""
    if written.isdecimal():
        return str(date(1899, 12, 30) + timedelta(days=int(written)))
    if not written:
        return ""
    day, month, year = written.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


def level_of(record: dict[str, str]) -> str:
    label = (record.get("Erkend als") or record.get("Erkenningsstatus") or "").lower()
    words = ("beschreven", "onderbouwd", "eerste", "goede", "sterke", "niet erkend")
    return next((word for word in words if word in label), "")


def differences(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> dict[str, Facts]:
    found = {}
    for key in before.keys() & after.keys():
        pairs = {"level": level_of, "recognised_on": day_of}
        facts = {name: (read(before[key]), read(after[key])) for name, read in pairs.items()}
        if changed := {name: pair for name, pair in facts.items() if pair[0] != pair[1]}:
            found[key] = changed
    return found


def told(plan: Plan) -> dict[str, Facts]:
    """Return the levels, by a word of their label, and the days that a plan changes."""
    found = {}
    for row in plan.of_class(RowClass.CHANGED):
        facts: Facts = {}
        for name, (old, new) in changes(row).items():
            if name == "raw_label":
                facts["level"] = (level_of({"Erkend als": str(old)}), level_of({"Erkend als": str(new)}))
            elif name == "recognised_on":
                facts[name] = (str(old), str(new))
        if facts:
            found[row.key] = facts
    return found


def test_between_two_years_every_difference_appears_with_old_and_new_and_nothing_else(
    real_registers: Path, editor: User
) -> None:
    for kind in FILES:
        import_and_decide(real_registers / "2019-12", kind, editor)
    for kind, name in FILES.items():
        again = plan_of(real_registers / "2019-12", kind)
        assert {row.row_class for row in again.rows} == {RowClass.UNCHANGED}, kind

        before, after = (read_independently(real_registers / year / name) for year in ("2019-12", "2023-12"))
        plan = plan_of(real_registers / "2023-12", kind)
        asked = {row.key: [candidate.name for candidate in row.candidates] for row in plan.of_class(RowClass.AMBIGUOUS)}
        assert asked == ASKED_AGAIN[kind]
        assert {row.key for row in plan.of_class(RowClass.NEW)} | asked.keys() == after.keys() - before.keys()
        assert {row.key for row in plan.of_class(RowClass.DISAPPEARED)} == before.keys() - after.keys()
        assert told(plan) == differences(before, after)
        assert len(told(plan)) == {"nji": 3, "gezonde-school": 8}[kind]
        cells_differ = {key for key in before.keys() & after.keys() if before[key] != after[key]}
        assert {row.key for row in plan.of_class(RowClass.CHANGED)} <= cells_differ
        assert plan.counts["error"] == 0


def test_the_first_import_of_both_registers_asks_about_every_name_that_both_have_or_that_is_alike(
    real_registers: Path, editor: User
) -> None:
    folder = real_registers / "2019-12"
    nji = plan_of(folder, "nji")
    assert (nji.counts["new"], len(nji.rows)) == (36, 36)
    apply_plan(plan=nji, by=editor, at=AT)
    school = plan_of(folder, "gezonde-school")
    asked = school.of_class(RowClass.AMBIGUOUS)
    assert (school.counts["new"], len(asked), len(school.rows)) == (19, 18, 37)
    assert all(len(row.candidates) == 1 for row in asked)
    alike = {str(row.fields["name"].new): row.candidates[0] for row in asked}
    told = {name: found.name for name, found in alike.items() if found.reason != "de naam is dezelfde"}
    assert told == {
        **ONE,
        "Lang Leve de Liefde": "Lang Leve de Liefde - herhalingsmodule",
        "Make a Move+": "Make a Move",
    }


@pytest.mark.parametrize("day", ["2019-12", "2023-12"])
@pytest.mark.parametrize(("kind", "other"), [("nji", "gezonde-school"), ("gezonde-school", "nji")])
def test_a_real_file_is_refused_as_that_of_the_other_register(
    real_registers: Path, day: str, kind: str, other: str
) -> None:
    data = (real_registers / day / FILES[kind]).read_bytes()
    assert read_register(data, source=REGISTERS[kind]).records
    with pytest.raises(UnreadableSourceError, match="Dit is zo te zien het"):
        read_register(data, source=REGISTERS[other])
