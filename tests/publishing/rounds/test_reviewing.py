"""A review is bound to what was looked at, and nobody reviews what they changed themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition, Intervention, RecommendationPage
from cms.vetting.observations import record_observation
from publishing.rounds.current import read_one
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Outcome, Review, Round
from publishing.rounds.reviewing import review_item
from publishing.rounds.states import ItemState
from publishing.rounds.syncing import sync_items
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import DAY, base, item_of, judged, made_ready, opened, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def definition(db: None) -> Definition:
    return content.definition()


@pytest.fixture
def round_2026(definition: Definition, karin: User) -> Round:
    return opened(karin)


def review(round: Round, item: Any, by: User, **more: Any) -> list[Review]:
    held = item_of(round, item)
    current = read_one(held.kind, held.uid, round.reference_date)
    digest = more.pop("digest", current.digest if current else "")
    return review_item(item=held, digest=digest, by=by, at=timezone.now(), **more)


def state(round: Round, item: Any) -> ItemState:
    return row_of(round, item).state


def test_an_item_of_the_base_is_to_be_confirmed_until_somebody_reviews_it(
    round_2026: Round, definition: Definition, joris: User
) -> None:
    assert state(round_2026, definition) is ItemState.TO_CONFIRM
    (made,) = review(round_2026, definition, joris)
    assert state(round_2026, definition) is ItemState.REVIEWED
    assert made.digest == made.document_digest == item_of(round_2026, definition).base_digest


def test_an_edit_lapses_the_review_and_says_who_changed_what_when(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    review(round_2026, definition, joris)
    made_ready(definition, sanne, body="<p>Druk van buiten.</p>")
    row = row_of(round_2026, definition)
    assert row.state is ItemState.LAPSED
    assert {change.person for change in row.lapsed_by} == {sanne.pk}
    assert str(row.lapsed_by[-1]) == f"klaargezet door sanne op {timezone.localtime():%d-%m-%Y}"


def test_content_that_is_put_back_is_what_was_reviewed(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    before = definition.body
    review(round_2026, definition, joris)
    made_ready(definition, sanne, body="<p>Anders.</p>")
    made_ready(definition, sanne, body=before)
    assert state(round_2026, definition) is ItemState.REVIEWED


def test_a_review_of_what_was_on_screen_is_refused_once_it_reads_otherwise(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    seen = item_of(round_2026, definition).base_digest
    made_ready(definition, sanne, body="<p>Anders.</p>")
    with pytest.raises(RoundError, match=r"anders dan wat je zag \(klaargezet door sanne"):
        review(round_2026, definition, joris, digest=seen)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "make", [lambda: person("piet", Role.EDITOR, Role.REVIEWER), superuser], ids=["editor", "superuser"]
)
def test_nobody_reviews_what_they_changed_since_the_base_whoever_they_are(
    round_2026: Round, definition: Definition, make: Any
) -> None:
    somebody = make()
    made_ready(definition, somebody, body="<p>Anders.</p>")
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review(round_2026, definition, somebody)
    assert not Review.objects.exists()


def test_a_review_holds_each_changer_as_a_row(
    round_2026: Round, definition: Definition, sanne: User, joris: User, karin: User
) -> None:
    made_ready(definition, sanne, body="<p>Anders.</p>")
    made_ready(definition, karin, body="<p>Nog anders.</p>")
    (made,) = review(round_2026, definition, joris)
    assert {row.person_id for row in made.changers.all()} == {sanne.pk, karin.pk}


def test_a_draft_that_is_not_ready_yet_makes_its_writer_a_changer(
    round_2026: Round, definition: Definition, sanne: User
) -> None:
    definition.body = "<p>Een begin.</p>"
    definition.save_revision(user=sanne, log_action=True)
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review(round_2026, definition, sanne)


def test_a_draft_from_before_the_base_that_was_made_ready_after_it_makes_its_writer_a_changer(
    definition: Definition, sanne: User, joris: User, karin: User
) -> None:
    made_ready(definition, karin, body="<p>Van vorig jaar.</p>")
    definition.body = "<p>Al geschreven, nog niet klaar.</p>"
    draft = definition.save_revision(user=sanne, log_action=True)
    made = opened(karin, on=base(frozen_at=timezone.now()))
    draft.publish(user=karin)
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review(made, definition, sanne)
    assert review(made, definition, joris)


def test_what_went_into_the_base_makes_nobody_a_changer(definition: Definition, sanne: User, karin: User) -> None:
    made_ready(definition, sanne, body="<p>Van vorig jaar.</p>")
    made = opened(karin)
    assert review(made, definition, sanne)


def test_purging_the_history_does_not_make_a_changer_a_reviewer(
    round_2026: Round, definition: Definition, sanne: User, joris: User
) -> None:
    made_ready(definition, sanne, body="<p>Anders.</p>")
    Definition.objects.update(latest_revision=None, live_revision=None)
    Revision.objects.all().delete()
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review(round_2026, definition, sanne)
    assert review(round_2026, definition, joris)


def test_who_enters_a_fact_does_not_review_the_intervention(karin: User, sanne: User, joris: User) -> None:
    intervention = content.intervention()
    made = opened(karin)
    record_observation(
        intervention=intervention,
        register="gezonde-school",
        record="1400001",
        raw_label="Goed onderbouwd",
        recognised_on=DAY - timedelta(days=30),
        url="https://voorbeeld.example/1400001",
        by=sanne,
        at=timezone.now(),
    )
    judged(intervention, sanne, joris)
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review(made, intervention, sanne)
    assert review(made, intervention, joris)


def test_a_review_that_somebody_wrote_past_the_service_does_not_count_for_a_changer(
    round_2026: Round, definition: Definition, sanne: User
) -> None:
    made_ready(definition, sanne, body="<p>Anders.</p>")
    current = read_one("begrip", definition.uid, DAY)
    assert current is not None
    Review.objects.create(
        item=item_of(round_2026, definition),
        digest=current.digest,
        document_digest=current.digest,
        reviewer=sanne,
        at=timezone.now(),
        outcome=Outcome.CONFIRMED,
    )
    assert state(round_2026, definition) is ItemState.CHANGED


def test_a_rejection_needs_a_reason_and_keeps_the_item_open(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    with pytest.raises(RoundError, match="waarom"):
        review(round_2026, definition, joris, outcome=Outcome.REJECTED)
    review(round_2026, definition, joris, outcome=Outcome.REJECTED, reason="Te moeilijk.")
    assert state(round_2026, definition) is ItemState.REJECTED
    made_ready(definition, sanne, body="<p>Makkelijker.</p>")
    assert state(round_2026, definition) is ItemState.LAPSED
    review(round_2026, definition, joris)
    assert state(round_2026, definition) is ItemState.REVIEWED


def test_of_two_reviewers_the_second_is_told(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    review(round_2026, definition, joris)
    with pytest.raises(RoundError, match="al beoordeeld"):
        review(round_2026, definition, sanne)


def test_what_is_new_is_reviewed_as_new(round_2026: Round, joris: User) -> None:
    step = content.step()
    assert sync_items(round=round_2026) == 1
    assert sync_items(round=round_2026) == 0
    assert state(round_2026, step) is ItemState.NEW
    review(round_2026, step, joris)
    assert state(round_2026, step) is ItemState.REVIEWED


def test_what_is_no_longer_ready_cannot_be_reviewed(
    round_2026: Round, definition: Definition, joris: User, sanne: User
) -> None:
    definition.unpublish(user=sanne)
    assert state(round_2026, definition) is ItemState.NOT_READY
    with pytest.raises(RoundError, match="niet klaar"):
        review(round_2026, definition, joris)


class TestARecommendationWithTailoredTexts:
    """Each text tailored to an intervention is reviewed on its own."""

    @pytest.fixture
    def pairs(self, db: None) -> list[Intervention]:
        return [content.intervention(f"Interventie {number}") for number in range(3)]

    @pytest.fixture
    def recommendation(self, pairs: list[Intervention]) -> RecommendationPage:
        texts = {one: f"<p>Les {number} past hier.</p>" for number, one in enumerate(pairs)}
        return content.recommendation(content.domain(), interventions=texts)

    @pytest.fixture
    def made(self, recommendation: RecommendationPage, karin: User) -> Round:
        return opened(karin)

    def rewrite(self, recommendation: RecommendationPage, by: User) -> None:
        page = RecommendationPage.objects.get(pk=recommendation.pk)
        link = page.intervention_links.all()[0]
        link.tailored_text = "<p>Les negen past beter.</p>"
        page.intervention_links = [link, *page.intervention_links.all()[1:]]
        made_ready(page, by)

    def test_one_edited_text_leaves_the_other_reviews_standing(
        self, made: Round, recommendation: RecommendationPage, pairs: list[Intervention], joris: User, sanne: User
    ) -> None:
        assert len(review(made, recommendation, joris)) == 4
        self.rewrite(recommendation, sanne)
        row = row_of(made, recommendation)
        assert (row.state, row.open_parts) == (ItemState.LAPSED, (pairs[0].uid,))
        assert [one.pair for one in review(made, recommendation, joris)] == [pairs[0].uid]
        assert state(made, recommendation) is ItemState.REVIEWED

    def test_a_pair_is_reviewed_by_itself(
        self, made: Round, recommendation: RecommendationPage, pairs: list[Intervention], joris: User
    ) -> None:
        review(made, recommendation, joris, pair=pairs[1].uid)
        assert row_of(made, recommendation).open_parts == (None, pairs[0].uid, pairs[2].uid)

    def test_another_title_voids_the_rest_and_no_text(
        self, made: Round, recommendation: RecommendationPage, joris: User, sanne: User
    ) -> None:
        review(made, recommendation, joris)
        made_ready(RecommendationPage.objects.get(pk=recommendation.pk), sanne, title="Plan meer rust")
        assert row_of(made, recommendation).open_parts == (None,)

    def test_who_edited_one_text_reviews_none_of_them(
        self, made: Round, recommendation: RecommendationPage, pairs: list[Intervention], sanne: User
    ) -> None:
        self.rewrite(recommendation, sanne)
        with pytest.raises(RoundError, match="zelf gewijzigd"):
            review(made, recommendation, sanne, pair=pairs[2].uid)

    def test_an_intervention_that_left_the_recommendation_is_no_pair_any_more(
        self, made: Round, recommendation: RecommendationPage, joris: User
    ) -> None:
        with pytest.raises(RoundError, match="staat niet meer bij"):
            review(made, recommendation, joris, pair=content.intervention("Los").uid)
