"""The published shapes, their bytes and their schemas."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publishing.documents.base import UNKNOWN_ID, Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.json_schema import FOLDER, json_schemas, write_schemas
from publishing.documents.kinds.accountability import Accountability, KindCount, LeftOut, LevelCount, Source
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import COARSE, Intervention, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.documents.manifest import Entry, Manifest, Predecessor, Retired, manifest_bytes, read_manifest
from publishing.documents.registry import KINDS

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"

EXAMPLES: dict[str, Document] = {
    "tekst": Text(id="introductie", title="Introductie", body="<p>Welkom.</p>"),
    "stap": Step(id="kies-doelen", number=4, title="Kies doelen"),
    "domein": Domain(
        id="schoolklimaat",
        number=2,
        title="Schoolklimaat",
        when_low="Onrust.",
        when_high="Rust.",
        system_level="school",
    ),
    "aanbeveling": Recommendation(
        id="plan-rust",
        title="Plan rust in de week",
        domain="schoolklimaat",
        body="<p>Houd een middag vrij.</p>",
        preventive=True,
        substantiation=[Substantiation(text="Monitor (fictief), 2023")],
        interventions=[InterventionLink(intervention="rustig-leren", tailored_text="<p>Het rustmoment past hier.</p>")],
        practice_examples=["de-stille-dinsdag"],
    ),
    "interventie": Intervention(
        id="rustig-leren",
        name="Rustig Leren",
        age_from=12.0,
        age_to=15.5,
        sectors=["vmbo", "havo"],
        recognitions=[
            Recognition(
                register="gezonde-school",
                record="1400001",
                level="goed-beschreven",
                coarse_level="goed beschreven",
                recognised_on=date(2024, 3, 1),
            )
        ],
    ),
    "praktijkvoorbeeld": PracticeExample(
        id="de-stille-dinsdag", title="De stille dinsdag", consent_until=date(2028, 7, 1)
    ),
    "keuzevraag": SelectionQuestion(id="past-het", number=1, question="Past het bij onze school?"),
    "begrip": Definition(id="prestatiedruk", term="Prestatiedruk", body="<p>Druk om te presteren.</p>"),
    "verwijzing": Reference(id="kennisbank", title="Kennisbank", url="https://voorbeeld.example/"),
    "verantwoording": Accountability(
        id="verantwoording",
        title="Verantwoording",
        reference_date=date(2026, 7, 31),
        round_year=2026,
        compared_with="2025.1",
        sources=[
            Source(
                register="gezonde-school",
                name="Gezonde School (RIVM Loket Gezond Leven)",
                records=3,
                consulted=2,
                first_consulted_on=date(2026, 3, 3),
                last_consulted_on=date(2026, 6, 9),
            ),
            Source(register="nji", name="NJi Databank Effectieve Jeugdinterventies", records=1),
        ],
        levels=[LevelCount(level="goed-beschreven", coarse_level="goed beschreven", count=1)],
        counts=[KindCount(kind="domein", count=1), KindCount(kind="interventie", count=2, new=1, retired=3)],
        left_out=[LeftOut(reason="niet erkend", count=2)],
        body="<p>De ijkdatum van deze uitgave is 31 juli 2026.</p>",
    ),
}
MANIFEST = Manifest(
    number="2026.1",
    reference_date=date(2026, 7, 31),
    schema_version="1.0",
    predecessor=Predecessor(number="2025.1", digest="0" * 64),
    publisher="Kenniswerkplaats (fictief)",
    documents=[Entry(kind=kind, id=one.id, digest=digest(canonical_bytes(one))) for kind, one in EXAMPLES.items()],
    retired=[Retired(kind="interventie", id="oud", ended_in="2026.1")],
)


def test_every_kind_has_an_example_here() -> None:
    assert list(EXAMPLES) == list(KINDS)


@pytest.mark.parametrize("kind", [*EXAMPLES, "inhoudslijst"])
def test_the_published_bytes_of_each_kind_are_those_a_person_approved(kind: str) -> None:
    golden = GOLDEN / f"{kind}.json"
    assert canonical_bytes(EXAMPLES.get(kind, MANIFEST)) == golden.read_bytes()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_bytes_decode_to_the_same_document(kind: str) -> None:
    document = EXAMPLES[kind]
    assert msgspec.json.decode(canonical_bytes(document), type=KINDS[kind].shape) == document


def test_a_manifest_decodes_to_itself_and_is_named_by_its_bytes() -> None:
    data, name = manifest_bytes(MANIFEST)
    assert read_manifest(data) == MANIFEST
    assert name == digest(data)


@pytest.mark.parametrize(("kind", "schema"), list(json_schemas()))
def test_the_schema_accepts_what_we_publish_and_refuses_an_unknown_field(kind: str, schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    plain = json.loads(canonical_bytes(EXAMPLES.get(kind, MANIFEST)))
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(plain)) == []
    assert list(validator.iter_errors({**plain, "onbekendVeld": 1})) != []


def test_the_committed_schemas_are_the_generated_ones(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    generated = {path.name: path.read_text() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_text() for path in FOLDER.iterdir()}
    assert generated == committed, "Run `python -m publishing.documents` and commit the schemas."


def test_every_published_name_is_dutch_camel_case() -> None:
    for kind in KINDS.values():
        for field in msgspec.structs.fields(kind.shape):
            assert field.encode_name.isascii()
            assert field.encode_name[0].islower()
            assert "_" not in field.encode_name


def test_a_field_that_holds_its_default_is_left_out() -> None:
    assert canonical_bytes(Step(id="a", number=1, title="A")) == b'{"id":"a","nummer":1,"soort":"stap","titel":"A"}'


def test_every_level_has_a_coarse_word() -> None:
    assert set(COARSE.values()) == {"goed beschreven", "goed onderbouwd", "effectief", "niet erkend"}


def test_the_id_for_what_is_unknown_is_a_valid_id() -> None:
    document = msgspec.convert({"soort": "tekst", "id": UNKNOWN_ID, "titel": "x"}, Text)
    assert document.id == UNKNOWN_ID


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none()))
def test_the_order_in_which_fields_come_never_changes_the_bytes(value: dict[str, Any]) -> None:
    backwards = dict(reversed(list(value.items())))
    assert canonical_bytes(value) == canonical_bytes(backwards)
