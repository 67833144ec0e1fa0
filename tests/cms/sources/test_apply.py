"""Applying a plan makes drafts, and touches nothing that is live."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail.models import ReferenceIndex

from cms.accounts.models import User
from cms.content.models import Definition, DomainPage, Reference, SelectionQuestion, Step, Text, Wegwijzer
from cms.sources import apply as applying
from cms.sources.apply import RefusedRowError, apply_row
from cms.sources.errors import RefusedPlanError
from cms.sources.plan import Answer, Plan, Row, RowClass
from cms.sources.planning import make_plan
from cms.sources.readers.handleiding import read_manual
from cms.sources.references import rebuild_references
from cms.sources.safely import apply_plan
from tests.factories import content

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def plan_of(manual: str) -> Plan:
    data = manual.encode()
    return make_plan(kind="handleiding", reading=read_manual(data), data=data)


def test_every_new_row_becomes_a_draft_that_is_not_ready(manual: str, editor: User) -> None:
    applied = apply_plan(plan=plan_of(manual), by=editor, at=AT)
    assert (applied.created, applied.changed, applied.refused) == (37, 0, ())
    for model, count in {Text: 10, Step: 7, SelectionQuestion: 5, Definition: 3, Reference: 4, DomainPage: 8}.items():
        items: list[Any] = list(model._default_manager.all())
        assert len(items) == count
        assert not any(item.live for item in items)
        assert all(item.latest_revision.user == editor for item in items)


def test_a_second_run_changes_nothing(manual: str, editor: User) -> None:
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    again = plan_of(manual)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 37, "disappeared": 0, "ambiguous": 0, "error": 0}
    revisions = Text.objects.get(key="colofon").revisions.count()
    applied = apply_plan(plan=again, by=editor, at=AT)
    assert (applied.created, applied.changed) == (0, 0)
    assert Text.objects.get(key="colofon").revisions.count() == revisions


def test_domains_stand_under_the_root_in_the_order_of_the_manual(manual: str, editor: User) -> None:
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    pages = DomainPage.objects.child_of(Wegwijzer.objects.get()).order_by("path")
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert pages[2].get_latest_revision_as_object().title == "Thuishuissje"


def test_a_changed_item_that_is_live_gets_a_draft_and_stays_as_it_is(manual: str, editor: User) -> None:
    step = content.step(4, title="Kies twee gangen")
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    step.refresh_from_db()
    assert (step.live, step.title, step.has_unpublished_changes) == (True, "Kies twee gangen", True)
    assert step.get_latest_revision_as_object().title == "Kies één gang"


def test_score_texts_are_never_touched(manual: str, editor: User) -> None:
    page = content.domain(3, title="Thuis")
    page.when_low = "Een nieuwer concept."
    page.save_revision()
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    draft = DomainPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.when_low, draft.when_high) == (
        "Thuishuissje",
        "Een nieuwer concept.",
        "De sfeer in de klas is rustig.",
    )
    assert DomainPage.objects.get(pk=page.pk).title == "Thuis"


def test_a_row_that_moved_since_the_plan_is_refused_and_the_others_go_on(manual: str, editor: User) -> None:
    step = content.step(4, title="Kies twee gangen")
    plan = plan_of(manual)
    step.title = "Kies drie gangen"
    step.save_revision()
    applied = apply_plan(plan=plan, by=editor, at=AT)
    (refusal,) = applied.refused
    assert (refusal.target, refusal.key, applied.created) == ("step", "4", 36)
    assert "Stap 4 is gewijzigd sinds dit plan is gemaakt" in refusal.message
    assert Step.objects.get(number=4).get_latest_revision_as_object().title == "Kies drie gangen"


def test_an_item_made_or_deleted_since_the_plan_is_refused(manual: str, editor: User) -> None:
    step = content.step(4, title="Kies twee gangen")
    plan = plan_of(manual)
    step.delete()
    content.text("colofon")
    refused = {
        (refusal.target, refusal.key): refusal.message for refusal in apply_plan(plan=plan, by=editor, at=AT).refused
    }
    assert "verwijderd" in refused["step", "4"]
    assert "al gemaakt" in refused["text", "colofon"]


def test_an_item_locked_by_somebody_else_is_refused(manual: str, editor: User) -> None:
    step = content.step(4, title="Kies twee gangen")
    step.locked, step.locked_by = True, User.objects.create(username="ander")
    step.save()
    (refusal,) = apply_plan(plan=plan_of(manual), by=editor, at=AT).refused
    assert "vergrendeld" in refusal.message


def test_a_plan_with_a_wrong_row_is_refused_whole(manual: str, editor: User) -> None:
    plan = plan_of(manual.replace("- Stap 7: Luister nog eens\n", ""))
    with pytest.raises(RefusedPlanError, match="1 foute rij;"):
        apply_plan(plan=plan, by=editor, at=AT)
    assert not Text.objects.exists()


def test_applying_one_plan_twice_makes_nothing_twice(manual: str, editor: User) -> None:
    plan = plan_of(manual)
    apply_plan(plan=plan, by=editor, at=AT)
    assert len(apply_plan(plan=plan, by=editor, at=AT).refused) == 37
    assert Text.objects.count() == 10


def test_the_reference_index_is_off_during_and_right_after(
    manual: str, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = content.domain(1, title="Ergens")
    text = content.text("systeembenadering", body=f'<p><a linktype="page" id="{page.pk}">x</a></p>')
    ReferenceIndex.objects.all().delete()
    during: list[int] = []
    rebuild = rebuild_references

    def count_and_rebuild(items: Iterable[Any]) -> None:
        during.append(ReferenceIndex.objects.count())
        rebuild(items)

    monkeypatch.setattr(applying, "rebuild_references", count_and_rebuild)
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    assert during == [0]
    assert ReferenceIndex.get_references_for_object(text).count() == 1  # of the live text, which has not changed


def test_new_definitions_and_references_come_last_in_the_order_of_the_manual(manual: str, editor: User) -> None:
    content.definition("Echo", sort_order=4)
    apply_plan(plan=plan_of(manual), by=editor, at=AT)
    assert [item.term for item in Definition.objects.order_by("sort_order")] == [
        "Echo",
        "Ongezond lawaai",
        "Stilte",
        "Galm",
    ]


class Forbidden:
    """Writes what a CHECK of the database does not allow, as a source can that got past every form."""

    def apply(self, row: Row, answer: Answer) -> Any:
        return content.text("achterflap")


def test_what_the_database_refuses_is_told_in_dutch_and_not_in_its_own_words(caplog: pytest.LogCaptureFixture) -> None:
    row = Row(row_class=RowClass.NEW, target="text", key="achterflap", line=7)
    with pytest.raises(RefusedRowError) as refused:
        apply_row(Forbidden(), row, Answer())
    assert str(refused.value).startswith("Rij 7 past niet in de database: een waarde is te lang")
    assert "constraint" not in str(refused.value)
    assert "text_key_is_known" in caplog.text
