"""A plan says what would change, against the latest draft, and writes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.sources.plan import Plan, Row, RowClass
from cms.sources.planning import make_plan
from cms.sources.readers.handleiding import read_manual
from tests.factories import content

pytestmark = pytest.mark.django_db


def plan_of(manual: str, *, complete: bool = False) -> Plan:
    data = manual.encode()
    return make_plan(kind="handleiding", reading=read_manual(data), data=data, complete=complete)


def row(plan: Plan, target: str, key: str) -> Row:
    return next(row for row in plan.rows if (row.target, row.key) == (target, key))


def test_in_an_empty_workshop_everything_is_new(manual: str) -> None:
    plan = plan_of(manual)
    assert plan.counts == {"new": 37, "changed": 0, "unchanged": 0, "disappeared": 0, "ambiguous": 0, "error": 0}
    assert row(plan, "step", "4").fields["title"].old is None


def test_making_a_plan_writes_nothing(manual: str) -> None:
    content.text("doelgroep")
    content.domain(3)
    with CaptureQueriesContext(connection) as queries:
        plan_of(manual, complete=True)
    assert len(queries) > 0
    writing = ("INSERT", "UPDATE", "DELETE", "REPLACE", "SAVEPOINT")
    assert [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(writing)] == []


def test_a_changed_item_names_only_the_fields_that_differ(manual: str) -> None:
    content.step(4, title="Kies twee gangen")
    changed = row(plan_of(manual), "step", "4")
    assert changed.row_class is RowClass.CHANGED
    assert {name: (change.old, change.new) for name, change in changed.fields.items()} == {
        "title": ("Kies twee gangen", "Kies één gang")
    }


def test_the_latest_draft_counts_and_not_what_is_live(manual: str) -> None:
    step = content.step(4, title="Kies twee gangen")
    step.title = "Kies één gang"
    step.save_revision()
    assert row(plan_of(manual), "step", "4").row_class is RowClass.UNCHANGED


def test_the_numbering_of_blocks_by_the_editor_is_no_change(manual: str) -> None:
    body = '<p data-block-key="ab1cd">Voor iedereen die op onze verzonnen school werkt, van conciërge tot rector.</p>'
    content.text("doelgroep", title="Doelgroep", body=body)
    assert row(plan_of(manual), "text", "doelgroep").row_class is RowClass.UNCHANGED


def test_a_definition_is_recognised_however_its_term_is_written(manual: str) -> None:
    content.definition("ONGEZOND  lawaai", body="<p>Geluid waar je moe van wordt.</p>")
    changed = row(plan_of(manual), "definition", "ongezond-lawaai")
    assert changed.row_class is RowClass.CHANGED
    assert list(changed.fields) == ["term"]


def test_a_reference_with_another_title_is_recognised_by_its_address(manual: str) -> None:
    content.reference("Stilte", url="http://www.voorbeeld.example/stilte/")
    changed = row(plan_of(manual), "reference", "stichting-stilte")
    assert changed.row_class is RowClass.CHANGED
    assert changed.fields["title"].old == "Stilte"


def test_an_item_that_is_not_in_the_source_disappears_only_from_a_complete_one(manual: str) -> None:
    content.definition("Echo", body="<p>Nog eens.</p>")
    assert plan_of(manual).counts["disappeared"] == 0
    (gone,) = plan_of(manual, complete=True).of_class(RowClass.DISAPPEARED)
    assert (gone.target, gone.key, gone.fields) == ("definition", "echo", {})


def test_a_wrong_entry_is_an_error_row_and_the_others_stay(manual: str) -> None:
    plan = plan_of(manual.replace("## **5. Vrienden op school", "## **4. Rustig lesgeven"))
    assert row(plan, "domain", "4").row_class is RowClass.ERROR
    assert row(plan, "domain", "5").row_class is RowClass.ERROR
    assert row(plan, "domain", "6").row_class is RowClass.NEW


def test_a_value_that_does_not_fit_its_field_is_an_error_with_its_length(manual: str) -> None:
    plan = plan_of(manual.replace("Past dit bij onze gangen?", "Past dit " + "heel " * 60 + "goed?"))
    (problem,) = row(plan, "selection_question", "1").problems
    assert "Regel 66: 'vraag' van keuzevraag 1 telt 314 tekens; hooguit 255 passen" in problem


def test_what_the_manual_does_not_hold_is_still_to_write(manual: str) -> None:
    page = content.domain(3, live=False, when_low="", when_high="Het is stil.")
    content.recommendation(page)
    gaps = [(gap.key, gap.field) for gap in plan_of(manual).still_to_write]
    assert len(gaps) == 7 * 3 + 1
    assert [field for key, field in gaps if key == "3"] == ["when_low"]
