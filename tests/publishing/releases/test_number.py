"""Numbers rise in the order in which releases go out."""

import pytest

from cms.accounts.models import User
from publishing.releases.errors import RefusedError
from publishing.releases.number import check_number_follows
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from tests.factories import content
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db


def test_the_first_release_has_any_number() -> None:
    check_number_follows("2019.7")


@pytest.mark.parametrize("number", ["2025.1", "2025.12", "2026.1", "2026.2", "2026.9"])
def test_a_number_before_the_last_published_one_is_refused_with_the_next_that_is_free(
    publicist: User, number: str
) -> None:
    published("2026.9", by=publicist)
    with pytest.raises(RefusedError, match=r"Het eerstvolgende vrije nummer is 2026\.10\."):
        check_number_follows(number)


@pytest.mark.parametrize("number", ["2026.10", "2026.12", "2027.1"])
def test_a_number_after_it_is_free_as_number_and_not_as_text(publicist: User, number: str) -> None:
    published("2026.9", by=publicist)
    check_number_follows(number)


def test_after_the_last_number_of_a_year_comes_the_first_of_the_next(publicist: User) -> None:
    published("2026.999", by=publicist)
    with pytest.raises(RefusedError, match=r"vrije nummer is 2027\.1\."):
        check_number_follows("2026.1")


def test_neither_freeze_nor_publish_takes_a_number_that_was_passed_also_after_a_rollback(publicist: User) -> None:
    passed = candidate("2026.2", by=publicist)
    published("2026.1", by=publicist)
    content.definition()
    published("2026.3", by=publicist)
    rollback_release(number="2026.1", reason="Proef.", by=publicist, at=AT)
    with pytest.raises(RefusedError, match="nummers lopen op"):
        candidate("2026.2", by=publicist)
    with pytest.raises(RefusedError, match="nummers lopen op"):
        publish_release(number=passed.number, by=publicist, at=AT)
