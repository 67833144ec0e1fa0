"""Everybody at every address with every method: nothing breaks, and nobody gets beyond what their role may do."""

import pytest

from cms.accounts.roles import Role
from tests.safety.allowed import BY_LOOKING, beyond
from tests.safety.asking import Answer
from tests.safety.crawl import Crawl
from tests.safety.dutch import english_in
from tests.safety.world import GONE, NO_ROLE, NOBODY, SUPERUSER

pytestmark = pytest.mark.django_db
EVERYBODY = [*Role.values, NO_ROLE, GONE, SUPERUSER, NOBODY]
# Answers that say in words that something is not there yet, where 503 is the right one.
UNAVAILABLE = ("/gezondheid", "/website/bekijken/")


def broken(path: str, answer: Answer) -> bool:
    if answer.status == 503:
        return not any(part in path for part in UNAVAILABLE)
    tells_of_code = "Traceback (most recent call last)" in answer.text and "/techniek/" not in path  # which shows them
    return answer.status >= 500 or tells_of_code


@pytest.mark.parametrize("who", EVERYBODY)
def test_looking_breaks_nothing_and_changes_nothing(crawl: Crawl, who: str) -> None:
    for path, answer in crawl.seen(who).items():
        assert not broken(path, answer), (path, answer.error)
        assert answer.written <= BY_LOOKING, path


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_empty_form_breaks_nothing_and_leads_nowhere_beyond_the_role(crawl: Crawl, who: str) -> None:
    for address, answer in crawl.tried(who, "POST", crawl.of(who)):
        assert not broken(address.path, answer), (address.path, answer.error)
        assert beyond(who, answer.written) == [], address.path


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_form_that_somebody_is_shown_leads_nobody_beyond_their_role(crawl: Crawl, who: str) -> None:
    for (path, _fields), answer in crawl.sent(who, crawl.forms):
        assert not broken(path, answer), (path, answer.error)
        assert beyond(who, answer.written) == [], path


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
def test_other_methods_break_nothing_in_the_hands_of_who_may_do_everything(crawl: Crawl, method: str) -> None:
    for address, answer in crawl.tried(SUPERUSER, method, crawl.one_of_each_kind):
        assert not broken(address.path, answer), (address.path, answer.error)
        assert beyond(SUPERUSER, answer.written) == [], address.path
        assert answer.written <= BY_LOOKING or method not in ("HEAD", "OPTIONS", "PATCH"), address.path


@pytest.mark.parametrize("who", [NO_ROLE, GONE, NOBODY])
def test_who_has_no_place_here_sees_no_word_of_the_workshop(crawl: Crawl, who: str) -> None:
    for path, answer in crawl.seen(who).items():
        if not path.startswith(("/api/v1/", "/.well-known/")):
            assert "Prestatiedruk" not in answer.text, path
            assert "Rust in de week" not in answer.text, path


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_screen_is_in_dutch(crawl: Crawl, who: str) -> None:
    pages = {path: answer.text for path, answer in crawl.seen(who).items() if answer.kind == "text/html"}
    assert {path: found for path, text in pages.items() if (found := english_in(text))} == {}
