"""Content in, documents out."""

from datetime import date
from typing import Any

import pytest

from cms.vetting.levels import Register
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.freeze import FreezeRefusedError, freeze_content
from publishing.freezing.surroundings import read_context
from tests.factories import content

D = date(2026, 7, 31)
pytestmark = pytest.mark.django_db


def frozen(reference_date: date = D) -> dict[tuple[str, str], Any]:
    context = read_context("default", reference_date=reference_date, fixed_ids={})
    return {
        (placed.kind, placed.frozen.document.id): placed.frozen.document
        for placed in freeze_content("default", context)
    }


def intervention_at(reference_date: date) -> Intervention:
    document = frozen(reference_date)["interventie", "rustig-leren"]
    assert isinstance(document, Intervention)
    return document


def test_every_kind_of_content_goes_out() -> None:
    domain = content.domain()
    intervention, example = content.intervention(), content.practice_example()
    content.recommendation(domain, interventions={intervention: "<p>Past.</p>"}, practice_examples=(example,))
    for make in (content.text, content.step, content.selection_question, content.definition, content.reference):
        make()
    assert {kind for kind, _ in frozen()} == {
        *("tekst", "stap", "domein", "aanbeveling", "interventie"),
        *("praktijkvoorbeeld", "keuzevraag", "begrip", "verwijzing"),
    }


def test_a_draft_stays_inside() -> None:
    content.definition(live=False)
    assert frozen() == {}


def test_what_is_ready_goes_out_and_its_newer_draft_does_not() -> None:
    item = content.definition(term="Druk", body="<p>oud</p>")
    item.body = "<p>nieuw</p>"
    item.save_revision()
    item.refresh_from_db()
    assert item.has_unpublished_changes
    assert frozen()["begrip", "druk"].body == "<p>oud</p>"


def test_a_recommendation_names_its_domain_and_its_links_in_order() -> None:
    first, second = content.intervention("Eerst"), content.intervention("Daarna")
    domain = content.domain(title="Schoolklimaat")
    content.recommendation(domain, "Rust", interventions={second: "<p>b</p>", first: "<p>a</p>"})
    document = frozen()["aanbeveling", "rust"]
    assert isinstance(document, Recommendation)
    assert document.domain == "schoolklimaat"
    assert [(link.intervention, link.tailored_text) for link in document.interventions] == [
        ("daarna", "<p>b</p>"),
        ("eerst", "<p>a</p>"),
    ]


def test_two_new_items_that_refer_to_each_other_both_arrive() -> None:
    domain = content.domain()
    one = content.recommendation(domain, "Een")
    two = content.recommendation(domain, "Twee", body=f'<p><a linktype="page" id="{one.pk}">een</a></p>')
    one.body = f'<p><a linktype="page" id="{two.pk}">twee</a></p>'
    one.save()
    documents = frozen()
    assert documents["aanbeveling", "een"].body == '<p><a href="wegwijzer:aanbevelingen/twee">twee</a></p>'
    assert documents["aanbeveling", "twee"].body == '<p><a href="wegwijzer:aanbevelingen/een">een</a></p>'


def test_a_deleted_intervention_leaves_a_visible_gap() -> None:
    intervention = content.intervention()
    content.recommendation(content.domain(), "Rust", interventions={intervention: "<p>a</p>"})
    intervention.delete()
    assert [link.intervention for link in frozen()["aanbeveling", "rust"].interventions] == ["onbekend"]


@pytest.mark.parametrize(
    ("reference_date", "level"),
    [
        (date(2024, 2, 29), None),
        (date(2024, 3, 1), "goed-onderbouwd"),
        (date(2024, 3, 2), "goed-onderbouwd"),
        (date(2026, 7, 30), "goed-onderbouwd"),
        (date(2026, 7, 31), "eerste-aanwijzingen"),
        (date(2027, 1, 1), "eerste-aanwijzingen"),
    ],
)
def test_the_newest_recognition_on_or_before_the_reference_date_counts(reference_date: date, level: str | None) -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd", date(2024, 3, 1))
    content.observation(item, "Effectief volgens eerste aanwijzingen", date(2026, 7, 31))
    content.observation(item, "", date(2026, 7, 31))  # a register that gives no level says nothing
    content.observation(item, "Goed onderbouwd", None)  # nor does one without a date
    assert [one.level for one in intervention_at(reference_date).recognitions] == ([level] if level else [])


def test_two_registers_are_two_recognitions() -> None:
    item = content.intervention()
    content.observation(item, "Goed beschreven", register=Register.GEZONDE_SCHOOL, record="1400002")
    content.observation(item, "Goed onderbouwd", register=Register.NJI, record="rustig-leren")
    assert [(one.register, one.level) for one in intervention_at(D).recognitions] == [
        ("gezonde-school", "goed-beschreven"),
        ("nji", "goed-onderbouwd"),
    ]


def test_of_two_entries_for_one_day_the_later_entry_holds() -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd", date(2025, 1, 1))
    content.observation(item, "Goed beschreven", date(2025, 1, 1))
    assert [one.level for one in intervention_at(D).recognitions] == ["goed-beschreven"]


def test_items_that_break_their_schema_are_all_named_with_item_and_field() -> None:
    content.definition("x" * 255, body="<p>" + "lang " * 50_000 + "</p>")
    content.domain(1, title="Goed", when_low="z" * 30_000)
    with pytest.raises(FreezeRefusedError) as refused:
        frozen()
    assert [(one.kind, one.label[:4]) for one in refused.value.violations] == [("domein", "Goed"), ("begrip", "xxxx")]
    assert "Als het niet goed gaat is langer dan 20000 tekens." in str(refused.value)
    assert "Omschrijving is langer dan 200000 tekens." in str(refused.value)


def test_freezing_takes_as_many_queries_for_many_items_as_for_few(django_assert_num_queries: Any) -> None:
    domain = content.domain()
    interventions = [content.intervention(f"Interventie {number}") for number in range(12)]
    for number in range(12):
        content.recommendation(domain, f"Aanbeveling {number}", interventions={interventions[number]: "<p>a</p>"})
    context = read_context("default", reference_date=D, fixed_ids={})
    with django_assert_num_queries(9 + 3 + 1):  # a query per kind, and one per list of children
        assert len(list(freeze_content("default", context))) == 25
