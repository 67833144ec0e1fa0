"""Every list says what to do next, and every button says beforehand what it will do."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.messages import get_messages
from django.urls import resolve

from cms.accounts.roles import Role
from cms.accounts.screens import GuardedScreen
from tests.answers import let_go
from tests.safety.asking import TRACES, put_back, watched
from tests.safety.crawl import Crawl
from tests.safety.next_steps import menu, without_next_step, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_every_list_in_the_menu_says_what_to_do_next(crawl: Crawl, role: Role) -> None:
    client = crawl.browser(role)

    assert len(menu(client)) > 12
    assert without_next_step(client) == {}


def _tells(button: Tag, page: BeautifulSoup) -> bool:
    """Whether something above ``button`` says what it does: marked so in its form, or right before that.

    On a screen with no other form every sentence above it counts: such a screen is about this one thing. What stands
    above every page, such as an alarm, says nothing of it.
    """
    form = button.find_parent("form")
    assert form is not None
    if len(page.select("main form[method=post]")) == 1:
        above = button.find_all_previous(["p", "li"])
        return any(_is_sentence(one) for one in above if one.find_parent(class_="messages") is None)
    before = form.find_previous_sibling()
    is_before = before is not None and "what-it-does" in (before.get("class") or ())
    within = [one for one in form.select(".what-it-does") if button in one.find_all_next(True)]
    return is_before or any(_is_sentence(one) for one in within)


def _is_sentence(tag: Tag) -> bool:
    said = words(tag)
    return len(said.split()) > 3 and said[-1] in ".?:"


def _ours(crawl: Crawl) -> list[str]:
    kinds = {one.path: getattr(resolve(one.path).func, "view_class", None) for one in crawl.one_of_each_kind}
    return [path for path, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, GuardedScreen)]


def _buttons(crawl: Crawl, role: Role) -> Iterator[tuple[str, Tag, BeautifulSoup]]:
    for path in _ours(crawl):
        seen = crawl.seen(role).get(path)
        if seen is not None and seen.kind == "text/html" and seen.status == 200:
            page = BeautifulSoup(seen.text, "html.parser")
            for button in page.select("main form[method=post] [type=submit]"):
                yield path, button, page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_every_button_that_changes_something_says_beforehand_what_it_does(crawl: Crawl, role: Role) -> None:
    found = list(_buttons(crawl, role))

    assert len(found) > 9
    assert [(path, words(button)) for path, button, page in found if not _tells(button, page)] == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_whatever_was_changed_is_told_afterwards(crawl: Crawl, role: Role) -> None:
    ours, client, silent = set(_ours(crawl)), crawl.browser(role), set()
    changed = 0
    for path, fields in crawl.forms_of(role):
        if path not in ours:
            continue
        with put_back(), watched() as tables:
            answer: Any = client.post(path, {name: [one for key, one in fields if key == name] for name, _ in fields})
            told = [str(message) for message in get_messages(answer.wsgi_request)]
        let_go(answer)
        if answer.status_code == 302 and tables - TRACES:
            changed += 1
            silent |= set() if told else {path}
    assert changed > 9
    assert silent == set()
