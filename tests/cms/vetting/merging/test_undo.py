"""Undoing a merge: everything back as it was, what came since left alone, and no undo after a freeze."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail import hooks
from wagtail.search.backends import get_search_backend

from cms.accounts.roles import Role
from cms.content.models import Intervention, InterventionLink, RecommendationPage
from cms.content.services import make_ready
from cms.vetting.merging.undo import Undone, undo_merge
from cms.vetting.models import Merge, MergeError, Observation
from tests.cms.vetting.merging.conftest import AT, Pair
from tests.cms.vetting.merging.state import draft_links, links, rows
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import REFERENCE_DATE, candidate

ONE, OTHER, THIRD = "<p>Week drie past hier.</p>", "<p>De oefening in de pauze.</p>", "<p>Heel iets anders.</p>"


def _undo(merge: Merge, pair: Pair) -> Undone:
    return undo_merge(merge=merge, by=pair.editor, at=AT + timedelta(days=1))


def _page(pair: Pair, title: str, *texts: tuple[Intervention, str], ready: bool = True) -> RecommendationPage:
    page = content.recommendation(pair.domain, title, interventions=dict(texts))
    revision = page.save_revision()
    if ready:
        revision.publish()
    return RecommendationPage.objects.get(pk=page.pk)


def _pages_of_every_kind(pair: Pair) -> None:
    between = content.intervention("Samen Sterk")
    everything = [(pair.kept, ONE), (between, THIRD), (pair.gone, OTHER)]
    _page(pair, "Beide", *everything)
    _page(pair, "Beide, andersom", *reversed(everything))
    _page(pair, "Alleen de andere", (between, THIRD), (pair.gone, OTHER))
    _page(pair, "Alleen deze", (pair.kept, ONE))
    _page(pair, "Nooit klaar", *everything, ready=False).unpublish()
    drafted = _page(pair, "Klaar met concept", *everything).get_latest_revision_as_object()
    drafted.body = "<p>Een nieuwe tekst.</p>"
    drafted.intervention_links = [row for row in drafted.intervention_links.all() if row.intervention != pair.kept]
    drafted.save_revision()


@pytest.mark.parametrize("of_gone", [False, True])
def test_merge_and_undo_give_back_exactly_the_same_rows(pair: Pair, of_gone: bool) -> None:
    _pages_of_every_kind(pair)
    before = rows()
    uids = list(RecommendationPage.objects.values_list("uid", flat=True)) if of_gone else []

    merge = pair.merge(texts_of_gone=uids)
    assert rows() != before
    undone = _undo(merge, pair)

    assert rows() == before
    assert undone.left == ()


def test_merge_undo_and_merge_again_gives_the_same_as_merging_once(pair: Pair) -> None:
    _pages_of_every_kind(pair)
    first = pair.merge()
    once = rows()
    _undo(first, pair)

    pair.merge()

    assert rows() == once
    assert Merge.objects.standing().count() == 1


def test_what_the_kept_one_got_since_stays_there(pair: Pair) -> None:
    merge = pair.merge()
    since = content.observation(pair.kept, record="1400009")
    added = content.recommendation(pair.domain, "Nieuw", interventions={pair.kept: THIRD})

    _undo(merge, pair)

    assert Observation.objects.get(pk=since.pk).intervention == pair.kept
    assert links(added) == [(pair.kept.pk, THIRD)]


@pytest.mark.parametrize("ready", [False, True])
def test_a_recommendation_whose_text_was_edited_since_is_left_alone_and_named(pair: Pair, ready: bool) -> None:
    page = _page(pair, "Plan rust", (pair.gone, ONE))
    merge = pair.merge()
    draft = RecommendationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.intervention_links = [InterventionLink(intervention=pair.kept, tailored_text=THIRD, sort_order=0)]
    draft.save_revision()
    if ready:
        make_ready(item=RecommendationPage.objects.get(pk=page.pk), by=pair.editor)

    undone = _undo(merge, pair)

    assert undone.left == ("Plan rust",)
    assert draft_links(page) == [(pair.kept.pk, THIRD)]
    assert links(page) == [(pair.kept.pk, THIRD if ready else ONE)]


def test_a_recommendation_of_which_only_another_part_was_edited_gets_its_links_back(pair: Pair) -> None:
    page = _page(pair, "Plan rust", (pair.kept, ONE), (pair.gone, OTHER))
    merge = pair.merge()
    draft = RecommendationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body = "<p>Een nieuwe tekst.</p>"
    draft.save_revision()

    undone = _undo(merge, pair)

    both = [(pair.kept.pk, ONE), (pair.gone.pk, OTHER)]
    assert (undone.left, links(page), draft_links(page)) == ((), both, both)
    now = RecommendationPage.objects.get(pk=page.pk)
    assert now.get_latest_revision_as_object().body == "<p>Een nieuwe tekst.</p>"
    assert (now.body, now.has_unpublished_changes) == (page.body, True)


def test_a_draft_that_was_made_ready_since_gets_its_links_back(pair: Pair) -> None:
    page = _page(pair, "Plan rust", (pair.gone, ONE))
    draft = page.get_latest_revision_as_object()
    draft.body = "<p>Een nieuwe tekst.</p>"
    draft.save_revision()
    merge = pair.merge()
    make_ready(item=RecommendationPage.objects.get(pk=page.pk), by=pair.editor)

    _undo(merge, pair)

    assert links(page) == draft_links(page) == [(pair.gone.pk, ONE)]


def test_a_recommendation_deleted_since_is_named(pair: Pair) -> None:
    page = _page(pair, "Plan rust", (pair.gone, ONE))
    merge = pair.merge()
    page.delete()

    assert _undo(merge, pair).left == ("Plan rust",)


def test_what_was_merged_is_found_again_after_an_undo(pair: Pair) -> None:
    merge = pair.merge()
    search = get_search_backend()
    assert list(search.autocomplete("VO", Intervention.objects.all())) == []

    _undo(merge, pair)

    assert list(search.autocomplete("VO", Intervention.objects.all())) == [pair.gone]


def test_a_freeze_ends_the_undo(pair: Pair) -> None:
    merge = pair.merge(at=timezone.now() - timedelta(days=2000))
    candidate("2026.1", reference_date=REFERENCE_DATE)
    before = rows()

    with pytest.raises(MergeError, match="Sindsdien is er bevroren"):
        _undo(merge, pair)

    assert rows() == before


def test_a_freeze_before_the_merge_does_not(pair: Pair) -> None:
    candidate("2026.1", reference_date=REFERENCE_DATE)

    assert _undo(pair.merge(at=timezone.now() + timedelta(days=2000)), pair).merge.undone_by == pair.editor


def test_when_nobody_can_tell_of_freezes_nothing_is_undone(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    merge = pair.merge()
    asked = hooks.get_hooks
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [] if name == "last_freeze" else asked(name))

    with pytest.raises(MergeError, match="niet na te gaan"):
        _undo(merge, pair)


def test_merges_of_merges_are_undone_from_the_last(pair: Pair) -> None:
    page = _page(pair, "Plan rust", (pair.gone, ONE))
    before = rows()
    last = content.intervention("Rustig Leren 3")
    first = pair.merge()
    second = pair.merge(kept=last, gone=pair.kept)

    with pytest.raises(MergeError, match="Maak dat eerst ongedaan"):
        _undo(first, pair)
    _undo(second, pair)
    _undo(first, pair)

    last.delete()
    assert rows() == before
    assert links(page) == [(pair.gone.pk, ONE)]


def test_a_merge_is_undone_once_and_not_when_one_of_both_is_deleted(pair: Pair) -> None:
    merge = pair.merge()
    _undo(merge, pair)
    with pytest.raises(MergeError, match="al ongedaan gemaakt"):
        _undo(merge, pair)

    again = pair.merge()
    pair.kept.delete()
    with pytest.raises(MergeError, match="is verwijderd"):
        _undo(again, pair)


def test_nothing_that_another_person_locked_is_undone(pair: Pair) -> None:
    page = _page(pair, "Plan rust", (pair.gone, ONE))
    merge = pair.merge()
    colleague = person("collega", Role.EDITOR)
    now: Any = RecommendationPage.objects.get(pk=page.pk)
    now.locked, now.locked_by = True, colleague
    now.save()

    with pytest.raises(MergeError, match="'Plan rust' is vergrendeld"):
        _undo(merge, pair)
    assert links(page) == [(pair.kept.pk, ONE)]
