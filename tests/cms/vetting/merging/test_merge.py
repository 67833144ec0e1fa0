"""Two interventions found to be one: what moves, what stays, what is refused."""

import msgspec
import pytest
from wagtail.log_actions import registry
from wagtail.models import ReferenceIndex, Revision

from cms.content.models import Intervention, InterventionLink, RecommendationPage
from cms.content.services import make_ready
from cms.vetting.merging.merge import MERGED
from cms.vetting.merging.moved import Moved
from cms.vetting.models import Observation
from tests.cms.vetting.merging.conftest import Pair
from tests.cms.vetting.merging.state import draft_links, links
from tests.factories import content

ONE, OTHER = "<p>Week drie past hier.</p>", "<p>De oefening in de pauze.</p>"


def _page(pair: Pair, title: str = "Plan rust in de week", **texts: str) -> RecommendationPage:
    named = {getattr(pair, name): text for name, text in texts.items()}
    page = content.recommendation(pair.domain, title, interventions=named)
    page.save_revision().publish()
    return RecommendationPage.objects.get(pk=page.pk)


def _begin_draft(page: RecommendationPage, title: str) -> None:
    draft = page.get_latest_revision_as_object()
    draft.title = title
    draft.save_revision()


def _again(page: RecommendationPage) -> RecommendationPage:
    return RecommendationPage.objects.get(pk=page.pk)


def test_observations_move_and_are_recorded_and_nothing_else_of_them_changes(pair: Pair) -> None:
    before = {row["id"]: row for row in Observation.objects.values()}

    merge = pair.merge()

    after = {row["id"]: row for row in Observation.objects.values()}
    assert {row["intervention_id"] for row in after.values()} == {pair.kept.pk}
    assert [{**row, "intervention_id": 0} for row in before.values()] == [
        {**row, "intervention_id": 0} for row in after.values()
    ]
    moved = msgspec.convert(merge.moved, Moved)
    assert moved.observations == [pk for pk, row in before.items() if row["intervention_id"] == pair.gone.pk]


def test_the_gone_one_shows_nowhere_and_every_still_knows_it(pair: Pair) -> None:
    pair.merge()

    assert list(Intervention.objects.all()) == [pair.kept]
    assert set(Intervention.every.all()) == {pair.kept, pair.gone}
    assert Intervention.every.get(pk=pair.gone.pk).merged_into == pair.kept


def test_the_fields_of_the_kept_one_stay_as_they_are(pair: Pair) -> None:
    before = Intervention.objects.filter(pk=pair.kept.pk).values().get()

    pair.merge()

    assert Intervention.objects.filter(pk=pair.kept.pk).values().get() == before


def test_a_ready_recommendation_links_the_kept_one_and_stays_ready(pair: Pair) -> None:
    page = _page(pair, gone=ONE)
    held = list(InterventionLink.objects.values("pk", "uid", "sort_order", "tailored_text"))

    pair.merge()

    assert links(page) == draft_links(page) == [(pair.kept.pk, ONE)]
    assert list(InterventionLink.objects.values("pk", "uid", "sort_order", "tailored_text")) == held
    now = _again(page)
    assert (now.live, now.has_unpublished_changes) == (True, False)
    assert now.live_revision == now.latest_revision


def test_making_it_ready_again_gives_the_same_links(pair: Pair) -> None:
    page = _page(pair, gone=ONE)
    pair.merge()

    _again(page).latest_revision.publish()

    assert links(page) == [(pair.kept.pk, ONE)]


def test_an_open_draft_stays_open_with_the_link_replaced(pair: Pair) -> None:
    page = _page(pair, gone=ONE)
    _begin_draft(page, "Plan elke week rust")

    pair.merge()

    now = _again(page)
    assert (now.title, now.has_unpublished_changes) == ("Plan rust in de week", True)
    assert now.get_latest_revision_as_object().title == "Plan elke week rust"
    assert links(page) == draft_links(page) == [(pair.kept.pk, ONE)]


def test_a_link_that_stands_in_a_draft_alone_is_replaced_too(pair: Pair) -> None:
    page = _page(pair)
    draft = page.get_latest_revision_as_object()
    draft.intervention_links = [InterventionLink(intervention=pair.gone, tailored_text=ONE, sort_order=0)]
    draft.save_revision()

    pair.merge()

    assert (links(page), draft_links(page)) == ([], [(pair.kept.pk, ONE)])
    make_ready(item=_again(page), by=pair.editor)
    assert links(page) == [(pair.kept.pk, ONE)]


def test_a_recommendation_that_was_never_ready_stays_a_draft(pair: Pair) -> None:
    page = _page(pair, gone=ONE)
    page.unpublish()

    pair.merge()

    now = _again(page)
    assert (now.live, now.has_unpublished_changes, draft_links(page)) == (False, True, [(pair.kept.pk, ONE)])


@pytest.mark.parametrize("of_gone", [False, True])
def test_where_both_are_linked_the_chosen_text_stays_and_the_other_is_in_history_and_record(
    pair: Pair, of_gone: bool
) -> None:
    page = _page(pair, kept=ONE, gone=OTHER)
    chosen = InterventionLink.objects.get(tailored_text=OTHER if of_gone else ONE)

    merge = pair.merge(texts_of_gone=[page.uid] if of_gone else [])

    assert links(page) == draft_links(page) == [(pair.kept.pk, OTHER if of_gone else ONE)]
    assert InterventionLink.objects.get().uid == chosen.uid
    before = _again(page).revisions.order_by("-pk")[1]
    assert {row["tailored_text"] for row in before.content["intervention_links"]} == {ONE, OTHER}
    (moved,) = msgspec.convert(merge.moved, Moved).pages
    assert moved.live is not None
    assert {row["tailored_text"] for row in moved.live.before} == {ONE, OTHER}
    assert moved.kept_text_of_gone is of_gone


def test_a_recommendation_without_any_version_gets_one_of_before_and_one_of_after(pair: Pair) -> None:
    page = content.recommendation(pair.domain, interventions={pair.kept: ONE, pair.gone: OTHER})

    pair.merge()

    before, after = Revision.objects.for_instance(page).order_by("pk")
    assert [len(version.content["intervention_links"]) for version in (before, after)] == [2, 1]


def test_recommendations_that_link_neither_are_left_alone(pair: Pair) -> None:
    other = _page(pair, "Geef pauzes een plek", kept=ONE)
    versions = _again(other).revisions.count()

    pair.merge()

    assert _again(other).revisions.count() == versions


def test_an_older_version_shows_the_kept_one_twice_where_it_linked_both_and_loses_no_text(pair: Pair) -> None:
    page = _page(pair, kept=ONE, gone=OTHER)
    old = page.latest_revision
    pair.merge()

    shown = [(row.intervention_id, row.tailored_text) for row in old.as_object().intervention_links.all()]

    assert shown == [(pair.kept.pk, ONE), (pair.kept.pk, OTHER)]


def test_an_older_version_of_an_intervention_neither_undoes_nor_brings_back_a_merge(pair: Pair) -> None:
    old = pair.gone.save_revision()
    kept_version = pair.kept.save_revision()
    assert "merged_into" not in old.content
    pair.merge()

    old.publish()
    kept_version.publish()

    assert Intervention.every.get(pk=pair.gone.pk).merged_into == pair.kept
    assert Intervention.every.get(pk=pair.kept.pk).merged_into is None


def test_the_use_of_the_kept_one_names_its_new_recommendations(pair: Pair) -> None:
    page = _page(pair, gone=ONE)

    pair.merge()

    assert [str(item.pk) for item, _ in ReferenceIndex.get_grouped_references_to(pair.kept)] == [str(page.pk)]


def test_the_history_of_all_three_says_that_interventions_were_merged(pair: Pair) -> None:
    page = _page(pair, gone=ONE)

    pair.merge()

    for item in (pair.kept, pair.gone, _again(page)):
        entry = registry.get_logs_for_instance(item).first()
        assert (entry.action, entry.user) == (MERGED, pair.editor)
        assert "samengevoegd" in str(entry.message)


def test_a_chain_of_merges_ends_at_the_last_one(pair: Pair) -> None:
    last = content.intervention("Rustig Leren 3")
    page = _page(pair, gone=ONE)
    old = page.latest_revision
    pair.merge()
    pair.merge(kept=last, gone=pair.kept)

    assert Intervention.every.successors() == {pair.gone.pk: last.pk, pair.kept.pk: last.pk}
    assert [row.intervention for row in old.as_object().intervention_links.all()] == [last]
    assert links(page) == [(last.pk, ONE)]
    assert Observation.objects.filter(intervention=last).count() == 2


def test_deleting_the_kept_one_deletes_what_it_absorbed_and_keeps_the_record(pair: Pair) -> None:
    merge = pair.merge()

    Intervention.objects.get(pk=pair.kept.pk).delete()

    merge.refresh_from_db()
    assert not Intervention.every.exists()
    assert (merge.kept, merge.gone, merge.kept_name) == (None, None, "Rustig Leren")
    assert (merge.kept_uid, merge.gone_uid) == (pair.kept.uid, pair.gone.uid)
    assert Observation.objects.filter(intervention=None).count() == 2
