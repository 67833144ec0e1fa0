"""A release that went out before packs had an index goes on being served, and says what cannot be asked of it."""

import pytest
from django.test import Client

from publishing.store.base import Store
from tests.publishing.api import published
from tests.publishing.api.published import FIRST, SECOND, content, publish
from tests.publishing.api.routes import BASE, PINNED
from tests.publishing.store.old_packs import write_old_pack


@pytest.fixture
def old(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(published, "write_pack", write_old_pack)
        first = publish(store, FIRST, content("2025"))
        publish(store, SECOND, content("2026"), predecessor=first.release)


@pytest.mark.usefixtures("old")
def test_every_address_without_a_question_answers(api: Client) -> None:
    asking = [route for route in PINNED if "/domeinen/" in route and route.endswith("/aanbevelingen")]
    assert len(asking) == 1
    for route in set(PINNED) - set(asking):
        assert api.get(route).status_code == 200
    page = api.get(f"{BASE}actueel/teksten?limiet=1&velden=titel").json()
    assert api.get(f"{BASE}actueel/teksten?limiet=1&cursor={page['volgende']}").status_code == 200
    assert api.get(f"{BASE}wijzigingen?van={FIRST}&naar={SECOND}").status_code == 200


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("question", ["teksten?zoek=rust", "interventies?niveau=effectief", "teksten?sorteer=titel"])
def test_a_question_is_refused_with_why(api: Client, question: str) -> None:
    answer = api.get(f"{BASE}actueel/{question}")
    assert answer.status_code == 400
    (said,) = answer.json()["invalidParams"]
    assert said["name"] in question
    assert f"Uitgave {SECOND} is van voor het zoeken" in said["reason"]
