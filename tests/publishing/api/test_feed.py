"""The feed, read by a reader that is not ours."""

from datetime import date
from typing import Any

import feedparser
import pytest
import time_machine
from django.test import Client

from publishing.store.base import Store
from publishing.store.catalogue import CatalogueNotice
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, move
from tests.publishing.api.routes import FEED


def read(api: Client) -> Any:
    parsed = feedparser.parse(api.get(FEED).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def notice(number: int, ends_on: date | None = None, release: str | None = None) -> CatalogueNotice:
    return CatalogueNotice(
        number=number,
        sort="warning",
        text="Let op: <nieuwe> bron.",
        starts_on=date(2026, 11, 20),
        ends_on=ends_on,
        release=release,
    )


@pytest.mark.usefixtures("releases")
def test_every_release_is_an_entry_and_the_newest_comes_first(api: Client) -> None:
    entries = read(api).entries
    assert [one.title for one in entries] == [f"Uitgave {SECOND}", f"Uitgave {FIRST}"]
    assert api.get(entries[0].link).json()["nummer"] == SECOND


@pytest.mark.usefixtures("releases")
@time_machine.travel("2026-11-26T09:00:00Z", tick=False)
def test_a_notice_is_an_entry_while_it_holds(api: Client, store: Store) -> None:
    move(store, notices=[notice(1, release=SECOND), notice(2, ends_on=date(2026, 11, 25))])
    first = read(api).entries[0]
    assert first.title == f"Waarschuwing over uitgave {SECOND}"
    assert first.summary == "Let op: &lt;nieuwe&gt; bron."
    assert len(read(api).entries) == 3


def test_ids_stay_and_a_feed_without_news_is_the_same_bytes(api: Client, store: Store, releases: Releases) -> None:
    before = api.get(FEED)
    ids = [one.id for one in read(api).entries]
    move(store, current=FIRST)
    assert [one.id for one in read(api).entries] == ids
    assert api.get(FEED).content == before.content
    assert all(one.startswith("urn:uuid:") for one in ids)


def test_without_a_release_there_is_an_empty_feed(api: Client, store: Store) -> None:
    assert read(api).entries == []
