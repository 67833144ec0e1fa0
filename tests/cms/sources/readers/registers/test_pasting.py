"""A pasted page of a register becomes a file of one row, without the persons on it. The pages are invented."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.sources.errors import SourceError, UnreadableSourceError
from cms.sources.plan import RowClass
from cms.sources.readers.registers import REGISTERS, read_register
from cms.sources.readers.registers.columns import BY_NAME
from cms.sources.readers.registers.pasting import LONGEST, pasted_as_csv
from cms.sources.reading import FindingRule
from cms.sources.registers.planning import make_register_plan

NJI = """Stille Dagen: Samen Rustig

Erkend als
Goed onderbouwd
Op
3 maart 2022
Door
Deelcommissie Ontwikkelingsstimulering
Momenteel in herbeoordeling
Nee
Gericht op
Rust
Slaap
Leeftijd
8 tot en met 12 jaar
Doel
Kinderen leren stil te zijn.
Let op: dat valt niet mee.
Methode
groepsgericht
Contactpersoon
Jan Vis
Telefoon
030 - 123 45 67
E-mail
jan@voorbeeld.example
https://nji.example/interventies/stille-dagen
"""
SCHOOL = """Naam interventie:\tStille Dagen: Samen Rustig
Nummer: 1400001
Erkenningsstatus:  Goed onderbouwd
Datum erkenning : 03-03-2022
Eigenaar\tBureau Stilte
Doelgroep: Kinderen die het druk hebben
Thema: Rust, Slaap
Onderwijstype: po
Leeftijd:
8-12 jaar
Aantal scholen: 12
Contact: Jan Vis, jan@voorbeeld.example
Website: https://loket.example/1400001
"""


def pasted(text: str, kind: str = "nji") -> dict[str, str]:
    """Return the values of a pasted page, by column."""
    (row,) = csv.DictReader(io.StringIO(pasted_as_csv(text, source=REGISTERS[kind]).decode()), delimiter=";")
    return row


def test_a_page_of_the_nji_with_values_under_their_labels_is_read() -> None:
    assert {name: value for name, value in pasted(NJI).items() if value} == {
        "Naam": "Stille Dagen: Samen Rustig",
        "Erkend als": "Goed onderbouwd",
        "Op": "3 maart 2022",
        "Momenteel in herbeoordeling": "Nee",
        "Leeftijd": "8 tot en met 12 jaar",
        "Gericht op": "Rust, Slaap",
        "Methode": "groepsgericht",
        "URL": "https://nji.example/interventies/stille-dagen",
    }


def test_a_page_of_the_loket_with_values_behind_their_labels_is_read() -> None:
    assert {name: value for name, value in pasted(SCHOOL, "gezonde-school").items() if value} == {
        "Nummer": "1400001",
        "Naam": "Stille Dagen: Samen Rustig",
        "Erkend als": "Goed onderbouwd",
        "Op": "03-03-2022",
        "Leeftijd": "8-12 jaar",
        "Gericht op": "Rust, Slaap",
        "Onderwijstype": "po",
        "Eigenaar": "Bureau Stilte",
        "URL": "https://loket.example/1400001",
    }


@pytest.mark.parametrize(("text", "kind"), [(NJI, "nji"), (SCHOOL, "gezonde-school")])
def test_nothing_of_a_person_is_kept_and_what_is_left_out_is_named(text: str, kind: str) -> None:
    data = pasted_as_csv(text, source=REGISTERS[kind])
    for personal in (b"Vis", b"jan@", b"123"):
        assert personal not in data
    findings = read_register(data, source=REGISTERS[kind]).findings
    assert [found.rule for found in findings].count(FindingRule.CONTACT_COLUMN) == 1
    assert FindingRule.UNUSED_COLUMN in {found.rule for found in findings}
    unknown = [found.message for found in findings if found.rule is FindingRule.UNKNOWN_COLUMN]
    assert [("Aantal scholen" in message) for message in unknown] == ([True] if kind == "gezonde-school" else [])


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kind", "key"), [(NJI, "nji", "stille-dagen"), (SCHOOL, "gezonde-school", "1400001")])
def test_the_plan_of_a_pasted_page_is_that_of_a_file(text: str, kind: str, key: str) -> None:
    (row,) = make_register_plan(kind=kind, data=pasted_as_csv(text, source=REGISTERS[kind])).rows
    assert (row.row_class, row.key, row.problems) == (RowClass.NEW, key, ())
    assert row.fields["recognised_on"].new == "2022-03-03"


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("naam\nRust\nStatus\nGoed onderbouwd", "Naam", "Rust"),
        ("NAAM: Rust\r\nStatus: Goed onderbouwd\r\n", "Naam", "Rust"),
        ("Titel\tRust\nStatus\t", "Naam", "Rust"),
        ("Rust\nErkend als:\nGoed onderbouwd", "Naam", "Rust"),
        ("Naam\nHelder: Samen\nStatus\nGoed onderbouwd", "Naam", "Helder: Samen"),
        ("Naam: Rust\nNaam: rust\nStatus: x", "Naam", "Rust"),
        ("Naam: Rust\nEigenaar: Bureau\nStilte en Co", "Eigenaar", "Bureau Stilte en Co"),
        ("Naam: Rust\nEigenaar: Bureau, 030-1234567\nStatus:", "Eigenaar", ""),
        ('Rust; en "meer"\nStatus: Goed onderbouwd', "Naam", 'Rust; en "meer"'),
        ("https://a.example/rust\nRust\nStatus: x", "URL", "https://a.example/rust"),
        ("Rust\nWebsite\nhttps://a.example/rust", "URL", "https://a.example/rust"),
    ],
)
def test_labels_stand_in_many_ways(text: str, column: str, value: str) -> None:
    assert pasted(text).get(column, "") == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Er is niets geplakt"),
        (" \n\u00a0\n", "Er is niets geplakt"),
        ("zomaar een tekst\nmet regels", "geen enkel bekend label"),
        ("Naam: Rust\nNaam: Stilte\nOp: 1-1-2020", "'Naam' staat er twee keer: 'Rust' en 'Stilte'"),
        ("Erkend als: Goed onderbouwd\nStatus: Niet erkend", "'Erkend als' staat er twee keer"),
        ("Naam: Rust\n" + "x" * 200_000, f"hooguit {LONGEST} passen"),
        ("Naam;Erkend als;Op;URL\nRust;;;\nStilte;;;", "Dit lijkt een heel bestand"),
        ("Naam\tErkend als\tOp\nRust\t\t", "Dit lijkt een heel bestand"),
        ("Naam: Rust\nOp: \x00", "Regel 2: hier staat een stuurteken"),
        ("Naam: Ru\x07st", r"stuurteken \(0x07\)"),
        ("Naam: \ud800", "half teken"),
    ],
)
def test_what_is_no_page_is_refused_with_what_was_expected(text: str, words: str) -> None:
    with pytest.raises(UnreadableSourceError, match=words) as error:
        pasted_as_csv(text, source=REGISTERS["nji"])
    assert "één pagina" in str(error.value)


LABELS = st.sampled_from([*(name for column in BY_NAME.values() for name in column.names), "Contactpersoon", "Iets"])
LINES = st.one_of(st.text(max_size=60), LABELS, st.builds("{}{}{}".format, LABELS, st.sampled_from(":\t;"), st.text()))


@given(st.one_of(st.text(), st.lists(LINES, max_size=12).map("\n".join)), st.sampled_from(sorted(REGISTERS)))
def test_any_text_gives_one_record_or_a_refusal(text: str, kind: str) -> None:
    try:
        records = read_register(pasted_as_csv(text, source=REGISTERS[kind]), source=REGISTERS[kind]).records
    except SourceError:
        return  # any other exception fails the test
    assert len(records) <= 1
