"""What a release is refused for on the day that it goes out, and what keeps nothing in."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.accounts.models import User
from publishing.releases.errors import RefusedError
from publishing.releases.models import Publication
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.releases import AT, candidate

pytestmark = pytest.mark.django_db


def test_a_consent_that_lapsed_since_the_freeze_keeps_the_release_in(publicist: User) -> None:
    content.practice_example(consent_until=AT.date())
    candidate()
    told = r"kan vandaag niet gepubliceerd worden\. praktijkvoorbeeld/de-stille-dinsdag, toestemmingT"
    with pytest.raises(RefusedError, match=told):
        publish_release(number="2026.1", by=publicist, at=AT + timedelta(days=1))
    assert not Publication.objects.exists()
    publish_release(number="2026.1", by=publicist, at=AT)
    assert Publication.objects.exists()


def test_a_consent_ends_with_the_day_of_our_own_time_zone(publicist: User) -> None:
    content.practice_example(consent_until=AT.date())
    candidate()
    publish_release(number="2026.1", by=publicist, at=datetime(2026, 11, 2, 22, 59, tzinfo=UTC))  # 23:59 in Amsterdam
    assert Publication.objects.exists()


def test_a_consent_that_lapsed_before_the_freeze_is_a_blocking_finding(publicist: User) -> None:
    content.practice_example(consent_until=AT.date() - timedelta(days=1))
    assert [one["rule"] for one in candidate().latest_freeze.findings] == ["consent-lapsed"]
    with pytest.raises(RefusedError, match="liep tot en met 01-11-2026"):
        publish_release(number="2026.1", by=publicist, at=AT)


def test_warnings_do_not_keep_a_release_in_also_not_on_another_day(publicist: User) -> None:
    example = content.practice_example(body=f"<p>{'Rust helpt elke leerling vooruit ' * 6}.</p>")
    content.recommendation(content.domain(), practice_examples=(example,))
    found = {one["rule"] for one in candidate().latest_freeze.findings}
    assert found == {"sentence-long", "recommendation-without-intervention"}
    publish_release(number="2026.1", by=publicist, at=AT + timedelta(days=30))
    assert Publication.objects.exists()
