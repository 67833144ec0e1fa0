"""A register file becomes records; everything wrong is said at once, with row, column and value."""

import re
from datetime import date

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.registers import REGISTERS, Record, Records, read_register
from cms.sources.reading import FindingRule
from cms.vetting.levels import RecognitionLevel

NJI = "Naam;Erkend als;Op;Momenteel in herbeoordeling;Leeftijd;Gericht op;Methode;Eigenaar;URL"


def read(*lines: str, kind: str = "nji") -> Records:
    return read_register("\n".join(lines).encode(), source=REGISTERS[kind])


def only(*lines: str, kind: str = "nji") -> Record:
    (record,) = read(*lines, kind=kind).records
    return record


def test_a_full_row_is_read() -> None:
    address = "https://nji.example/interventies/Stille-Dagen.html"
    record = only(
        NJI, f"Stille Dagen;Goed onderbouwd;3 maart 2022;ja;8-12 jaar;Rust, Slaap;groepsgericht;Bureau;{address}"
    )
    assert (record.key, record.name, record.url) == ("stille-dagen", "Stille Dagen", address)
    assert (record.level, record.recognised_on) == (RecognitionLevel.GOED_ONDERBOUWD, date(2022, 3, 3))
    assert record.in_reassessment is True
    assert record.values == {
        "owner": "Bureau",
        "age_from": "8",
        "age_to": "12",
        "themes": "Rust, Slaap",
        "methods": "groepsgericht",
    }
    assert (record.problems, record.questions) == ((), ())


def test_what_is_empty_is_not_known() -> None:
    record = only(NJI, "Stille Dagen;;;;;;;;")
    assert (record.key, record.level, record.recognised_on, record.in_reassessment) == (
        "stille-dagen",
        None,
        None,
        None,
    )
    assert (record.values, record.problems) == ({}, ())


def test_columns_stand_in_any_order_under_any_of_their_names() -> None:
    record = only(
        "datum van  ERKENNING,Onderwijstypen,Loketnummer,Interventie,Erkenningsstatus",
        '24-09-2020,"vo, mbo",1400112,Rust,Goed beschreven',
        kind="gezonde-school",
    )
    assert (record.key, record.level) == ("1400112", RecognitionLevel.GOED_BESCHREVEN)
    assert record.values["sectors"] == "vo-praktijkonderwijs, vmbo, havo, vwo, mbo"


def test_an_unknown_column_is_named_with_the_nearest_known_one() -> None:
    (found,) = read("Naam;Erkend als;Op;Leeftyd", "Rust;;;12").findings
    assert (found.rule, found.line) == (FindingRule.UNKNOWN_COLUMN, 1)
    assert found.message == "Kolom 4 'Leeftyd' is onbekend en telt niet mee. Het dichtst bij komt 'Leeftijd'."


def test_contact_columns_are_named_and_nothing_of_them_is_kept() -> None:
    headers = ("Contactpersoon", "E-mail", "Telefoonnummer", "Naam contactpersoon")
    result = read(f"Naam;Erkend als;Op;{';'.join(headers)}", "Rust;;;Jan Vis;jan@voorbeeld.example;030-1234567;Jan Vis")
    assert [found.rule for found in result.findings] == [FindingRule.CONTACT_COLUMN] * 4
    for header, found in zip(headers, result.findings, strict=True):
        assert f"'{header}' bevat gegevens van personen" in found.message
    assert "Vis" not in str(result)
    assert "jan@" not in str(result)


def test_an_address_of_a_person_elsewhere_is_refused_and_not_repeated() -> None:
    (problem,) = only(NJI, "Rust;;;;;;;Jan Vis, jan@voorbeeld.example;").problems
    assert problem.startswith("Rij 2, kolom 'Eigenaar', waarde (weggelaten): Hier staat een e-mailadres")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Naam;Op", ["Kolom 'Erkend als' ontbreekt."]),
        ("Naam;Erkent als;Op", ["Kolom 'Erkend als' ontbreekt. Is kolom 'Erkent als' zo bedoeld?"]),
        ("Eigenaar", ["Kolom 'Naam' ontbreekt", "Kolom 'Erkend als' ontbreekt", "Kolom 'Op' ontbreekt"]),
        ("Naam;naam;Erkend als;Op", ["Kolom 'Naam' staat er 2 keer"]),
        ("Naam;Titel;Erkend als;Op", ["Kolommen 'Naam' en 'Titel' zeggen hetzelfde"]),
    ],
)
def test_a_wrong_header_refuses_the_file_with_everything_that_is_wrong(header: str, words: list[str]) -> None:
    with pytest.raises(UnreadableSourceError) as error:
        read(header, "x;y")
    for word in words:
        assert word in str(error.value)


def test_a_header_that_comes_again_is_named_with_its_row() -> None:
    with pytest.raises(UnreadableSourceError, match="staat er nog eens in rij 3"):
        read("Naam;Erkend als;Op", "Rust;;", "Naam;Erkend als;Op")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Rust;Heel goed;;;;;;;", "kolom 'Erkend als', waarde 'Heel goed': 'Heel goed' is geen bekend"),
        ("Rust;Goed beschreven;;;;;;;", "Het NJi kent het niveau 'Goed beschreven' niet"),
        ("Rust;24-09-2020;Goed onderbouwd;;;;;;", "kolom 'Op', waarde 'Goed onderbouwd': Verwacht is een dag"),
        ("Rust;;31-02-2020;;;;;;", "kolom 'Op', waarde '31-02-2020': Deze dag bestaat niet"),
        ("Rust;;;misschien;;;;;", "waarde 'misschien': Verwacht is 'ja', 'nee'"),
        ("Rust;;;;jongeren;;;;", "kolom 'Leeftijd', waarde 'jongeren'"),
        ("Rust;;;;;;;;javascript:x", "kolom 'URL', waarde 'javascript:x': Verwacht is een webadres"),
        (";Goed onderbouwd;;;;;;;", "kolom 'Naam', waarde '': Verwacht is de naam"),
        ("Ge├»ndiceerde hulp;;;;;;;;", "kolom 'Naam', waarde 'Ge├»ndiceerde'"),
        ("¬†Dappere Dino’s;;;;;;;;", "waarde '¬†Dappere'"),
        ("Rust;;;;;variƫrend;;;", "kolom 'Gericht op', waarde 'variƫrend'"),
        ("Rust;;;;;;;GGD¿en;", "kolom 'Eigenaar', waarde 'GGD¿en'"),
        ("Rust;;;;;Fout! Bladwijzer niet gedefinieerd.;;;", "waarde 'Fout! Bladwijzer"),
        (f"{'R' * 256};;;;;;;;", "Dit zijn 256 tekens; hooguit 255 passen"),
        ("Rust;;;;;;;;;teveel", "heeft 10 cellen en de kopregel 9"),
    ],
)
def test_a_wrong_value_is_named_with_row_column_and_value(row: str, words: str) -> None:
    record = only(NJI, row)
    assert any(problem.startswith("Rij 2") and words in problem for problem in record.problems), record.problems


def test_everything_wrong_in_a_row_is_said_at_once() -> None:
    assert len(only(NJI, "Rust;Heel goed;ooit;misschien;jongeren;;;;nergens").problems) == 5


def test_a_date_that_is_not_exact_is_a_question_and_no_error() -> None:
    record = only(NJI, "Rust;Goed onderbouwd;april 2016;;;;;;")
    assert record.problems == ()
    assert record.questions == (
        "Rij 2, kolom 'Op', waarde 'april 2016': Deze datum is niet op de dag precies. Zoek de dag op in het register.",
    )


def test_a_number_that_is_none_is_wrong() -> None:
    (problem,) = only("Nummer;Naam;Status;Datum", "14-x;Rust;;", kind="gezonde-school").problems
    assert "kolom 'Nummer', waarde '14-x': Verwacht is het nummer in het Loket" in problem


def test_a_word_outside_our_lists_is_named_once() -> None:
    result = read(NJI, "Rust;;;;;;dansend;;", "Stilte;;;;;;dansend, groepsgericht;;")
    assert [(found.rule, found.line) for found in result.findings] == [(FindingRule.UNKNOWN_WORD, 2)]
    assert result.records[1].values == {"methods": "groepsgericht"}


def test_what_leads_to_a_person_is_kept_in_no_column_and_stands_in_no_message() -> None:
    header = "Nummer;Naam;Erkenningsstatus;Datum;Thema;Onderwijstype;Methode;Website;Eigenaar;bel 0612345678"
    rows = [
        "1400001;Foo an@school.example;Goed onderbouwd;;;;;;;",
        "1400002;Bar;Goed onderbouwd bo@school.example;;;;;;;",
        "1400003;Baz;Goed onderbouwd;;Rust, cas@school.example;;;;;",
        "1400004;Qux;Goed onderbouwd;;;VO, dee@school.example;0612345678;;;",
        "1400005;Quux;Goed onderbouwd;;;;;https://school.example/?mail=eef@school.example;;",
        "fay@school.example;Corge;Goed onderbouwd;;;;;;bel 06-12345678;",
    ]
    read_in = read(header, *rows, kind="gezonde-school")
    assert not re.search(r"@school|06-?12345678", str(read_in))
    assert [bool(record.problems) for record in read_in.records] == [True, True, True, False, True, True]
