"""What is kept of the last time saves work and is never wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches

from cms.content.models import Definition, Intervention
from publishing.freezing.noting import Notebook
from publishing.rounds import kept, remaking
from publishing.rounds.current import read_current
from publishing.rounds.making import Making
from tests.factories import content
from tests.factories.rounds import DAY
from tests.publishing.rounds.any_order.kept import KeptInAnyOrder
from tests.publishing.rounds.any_order.runs import let_people_do_anything

pytestmark = pytest.mark.django_db


def in_any_order() -> None:
    let_people_do_anything(KeptInAnyOrder, runs=15, steps=5)


def test_whatever_happens_the_worklist_is_as_if_nothing_had_been_kept() -> None:
    in_any_order()


def always(*_: Any) -> bool:
    return True


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "answers are not compared": (Notebook, "answers_the_same", always),
    "rows are not compared": (remaking, "rows_digests", lambda kind, alias, **_: dict.fromkeys(_keys(kind), b"same")),
    "the date, the findings and the limits are not part of the name": (remaking, "shelf_name", lambda *_: "one"),
}


def _keys(kind: Any) -> Any:
    return kind.model.objects.ready().order_by("pk").values_list("pk", flat=True)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_runs_notice_when(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*FAULTS[fault])
    with pytest.raises(AssertionError):
        in_any_order()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The titles of what is made, in order."""
    titles: list[str] = []
    make = Making.make

    def noticed(self: Making, item: Any, kind: Any) -> Any:
        titles.append(str(item))
        return make(self, item, kind)

    monkeypatch.setattr(Making, "make", noticed)
    yield titles
    caches["kept"].clear()


@pytest.fixture
def linked() -> Intervention:
    """An intervention in a recommendation, beside a definition."""
    content.definition("Prestatiedruk")
    intervention = content.intervention("Rustig Leren")
    content.recommendation(content.domain(), interventions={intervention: "<p>Past.</p>"})
    return intervention


def made_after(made: list[str], change: Callable[[], Any] = lambda: None) -> list[str]:
    """Return what is made after ``change``, of a content that was read before."""
    read_current(DAY, with_findings=True)
    change()
    made.clear()
    read_current(DAY, with_findings=True)
    return sorted(made)


def test_what_did_not_change_is_not_made_again(made: list[str], linked: Intervention) -> None:
    assert made_after(made) == []


def test_of_many_items_only_the_one_that_was_edited_is_made_again(made: list[str], linked: Intervention) -> None:
    assert made_after(made, lambda: Definition.objects.update(body="<p>Anders.</p>")) == ["Prestatiedruk"]


def test_what_refers_to_an_item_is_made_again_when_that_is_no_longer_ready(
    made: list[str], linked: Intervention
) -> None:
    assert made_after(made, lambda: Intervention.objects.update(live=False)) == ["Plan rust in de week"]


def test_what_other_code_kept_is_not_taken(
    made: list[str], linked: Intervention, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Prestatiedruk" in made_after(made, lambda: monkeypatch.setattr(kept, "_VERSION", "other code"))


def test_what_cannot_be_read_any_more_is_made_again(
    made: list[str], linked: Intervention, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "shelf"
    monkeypatch.setattr(remaking, "shelf_name", lambda *_: name)
    assert "Prestatiedruk" in made_after(made, lambda: caches["kept"].set(name, b"\xc1 half a file"))


def test_what_is_edited_while_it_is_made_is_made_again_the_next_time(
    made: list[str], linked: Intervention, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Making.make

    def edited_meanwhile(self: Making, item: Any, kind: Any) -> Any:
        if isinstance(item, Definition):
            Definition.objects.update(body="<p>Net anders.</p>")
        return make(self, item, kind)

    with monkeypatch.context() as patched:
        patched.setattr(Making, "make", edited_meanwhile)
        read_current(DAY, with_findings=True)
    made.clear()
    read_current(DAY, with_findings=True)
    assert "Prestatiedruk" in made


def test_what_walks_through_all_others_cannot_be_noted_and_is_refused() -> None:
    noted = Notebook().noting("ids", {"a": 1})
    with pytest.raises(TypeError, match="one thing at a time"):
        list(noted)
    with pytest.raises(TypeError, match="one thing at a time"):
        len(noted)
