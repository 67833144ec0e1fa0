"""Two versions of a document, field by field."""

from datetime import date

from msgspec.structs import replace

from publishing.documents.difference import Differences
from publishing.documents.kinds.accountability import Accountability, Correction
from publishing.documents.kinds.fixed import Definition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import Recommendation, Substantiation
from publishing.freezing.compared import FieldDifference, compare_documents, compare_html


def compared(old: object, new: object) -> list[FieldDifference]:
    names = {"sterk-staan": "Sterk Staan", "rust": "Rust"}
    return compare_documents(old, new, names=names, differences=Differences())  # type: ignore[arg-type]  # any shape


def told(difference: FieldDifference) -> tuple[str, str, str]:
    old, new = ("".join(piece.text for piece in side) for side in (difference.old, difference.new))
    return difference.label, old, new


def test_fields_that_are_the_same_are_not_named() -> None:
    one = Definition(id="druk", term="Druk", body="<p>Druk om te presteren.</p>")
    other = Definition(id="druk-2", term="Druk", body="<p>Druk van buiten.</p>")
    assert [told(found) for found in compared(one, other)] == [
        ("Omschrijving", "Druk om te presteren.", "Druk van buiten.")
    ]


def test_a_field_that_is_a_shape_of_its_own_is_told_by_its_published_names() -> None:
    one = Accountability(id="verantwoording", title="Verantwoording", reference_date=date(2025, 7, 31))
    other = replace(one, correction=Correction(corrects="2025.1", changed=1))
    (found,) = compared(one, other)
    assert told(found) == ("Correctie", "", "• uitgave: 2025.1; gewijzigd: 1; vervallen: 0")


def test_another_name_is_a_difference() -> None:
    found = compared(Definition(id="a", term="Druk"), Definition(id="a", term="Stress"))
    assert [told(one) for one in found] == [("Begrip", "Druk", "Stress")]


def test_what_was_empty_or_became_so_is_named() -> None:
    one = PracticeExample(id="a", title="A", consent_until=date(2026, 8, 1))
    other = PracticeExample(id="a", title="A", organisation="School")
    assert [told(found) for found in compared(one, other)] == [
        ("Organisatie", "", "School"),
        ("Toestemming tot en met", "01-08-2026", ""),
    ]


def test_other_mark_up_around_the_same_words_is_said_to_be_that() -> None:
    (found,) = compared(
        Definition(id="a", term="A", body="<p>Druk.</p>"), Definition(id="a", term="A", body="<p><b>Druk</b>.</p>")
    )
    assert found.is_markup


def test_another_target_of_a_link_is_seen_though_its_words_are_the_same() -> None:
    old, new = ('<p><a href="https://a.example/">bron</a></p>', '<p><a href="https://b.example/">bron</a></p>')
    found = compare_html("Tekst", old, new, Differences())
    assert found is not None
    assert not found.is_markup
    assert told(found) == ("Tekst", "bron (https://a.example/)", "bron (https://b.example/)")
    assert compare_html("Tekst", old, old, Differences()) is None


def test_parts_and_references_stand_on_a_line_each_by_name() -> None:
    one = Recommendation(id="a", title="A", domain="rust", practice_examples=["sterk-staan"])
    other = Recommendation(
        id="a", title="A", domain="rust", substantiation=[Substantiation(text="Monitor", url="https://m.example/")]
    )
    assert [told(found) for found in compared(one, other)] == [
        ("Onderbouwing", "", "• tekst: Monitor; webadres: https://m.example/"),
        ("Praktijkvoorbeelden", "• Sterk Staan", ""),
    ]
