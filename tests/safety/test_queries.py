"""No screen asks the database more when there is more to show."""

from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.safety.asking import ask, put_back
from tests.safety.crawl import Crawl
from tests.safety.more import add_more
from tests.safety.world import SUPERUSER, World

pytestmark = pytest.mark.django_db


def _note(asked: list[str], execute: Any, sql: str, *rest: Any) -> Any:
    asked.append(sql)
    return execute(sql, *rest)


def counted(crawl: Crawl) -> dict[str, int]:
    """Return how many queries each page takes that a superuser is shown."""
    client = crawl.browser(SUPERUSER)
    found: dict[str, int] = {}
    for address in crawl.one_of_each_kind:
        if address.path.startswith("/admin/"):
            asked: list[str] = []
            with put_back(), connection.execute_wrapper(partial(_note, asked)):
                answer = ask(client, "GET", address.path)
            if answer.status == 200 and answer.kind == "text/html":
                found[address.pattern] = len(asked)
    return found


def test_a_screen_asks_as_much_of_three_as_of_fifteen(crawl: Crawl, world: World) -> None:
    with put_back():
        add_more(world, start=0, number=3)
        few = counted(crawl)
        add_more(world, start=3, number=12)
        many = counted(crawl)
    assert {name: (few[name], many.get(name, 0)) for name in few if many.get(name, 0) > few[name]} == {}
