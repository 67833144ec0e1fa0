"""What the crawl found broken once, each as somebody met it."""

import pytest

from cms.accounts.roles import Role
from tests.safety.asking import ask, put_back
from tests.safety.crawl import Crawl
from tests.safety.filling import filled_forms
from tests.safety.world import NOBODY, World

pytestmark = pytest.mark.django_db


def test_an_earlier_version_with_an_emptied_field_says_which(crawl: Crawl, world: World) -> None:
    version = world.definition.revisions.earliest("pk").pk
    path = f"/admin/snippets/content/definition/history/{world.definition.pk}/revisions/{version}/revert/"
    client = crawl.browser(Role.EDITOR)
    with put_back():
        forms = filled_forms(path, ask(client, "GET", path).text)
        fields = next(sent for sent in map(dict, (fields for _, fields in forms)) if "term" in sent)
        answer = ask(client, "POST", path, fields | {"term": ""})
    assert answer.status == 200
    assert "Dit is een verplicht veld." in answer.text


@pytest.mark.parametrize("chosen", [{}, {"new_parent_page": ""}, {"new_parent_page": "999999"}])
def test_a_copy_without_a_place_asks_for_one(crawl: Crawl, world: World, chosen: dict[str, str]) -> None:
    with put_back():
        answer = ask(crawl.browser(Role.EDITOR), "POST", f"/admin/pages/{world.page.pk}/copy/", chosen)
    assert (answer.status, answer.written) == (200, frozenset())


def test_a_link_without_an_address_is_refused(crawl: Crawl) -> None:
    with put_back():
        assert ask(crawl.browser(Role.EDITOR), "POST", "/admin/choose-external-link/").status == 400


def test_what_one_of_them_erases_is_there_for_who_comes_next(crawl: Crawl, world: World) -> None:
    path = f"/admin/mededelingen/wissen/{world.erasure.pk}/bevestigen/"
    item = f"/api/v1/uitgaven/{world.live.number}/begrippen/prestatiedruk"
    publicist, anybody = crawl.browser(Role.PUBLISHER), crawl.browser(NOBODY)
    before = ask(anybody, "GET", item)
    with put_back():
        ask(publicist, "POST", path, {"sure": "on"})
        meanwhile = ask(anybody, "GET", item)
    after = ask(anybody, "GET", item)
    assert [before.status, meanwhile.status, after.status] == [200, 410, 200]
