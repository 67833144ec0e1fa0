"""The list *Toetsing*: filter, search, pages, and agreeing with many at once."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail import hooks

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.vetting.models import Verdict
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.verdicts import decided, proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("round_2026")]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def named(answer: Any) -> list[str]:
    return [row.progress.intervention.name for row in answer.context["rows"]]


def waiting(name: str, by: User) -> Verdict:
    item = content.intervention(name)
    content.observation(item, record=name)
    return proposal(item, by)


def agree(user: User, *verdicts: Verdict, **more: str) -> Any:
    return browser(user).post(reverse("toetsing:agree"), {"oordeel": [one.pk for one in verdicts], **more})


def told(answer: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def test_it_filters_by_stage_and_searches_by_name(sanne: User, joris: User) -> None:
    waiting("Rust A", sanne)
    waiting("Stilte", sanne)
    done = content.intervention("Rust B")
    content.observation(done, record="b")
    decided(done, sanne, joris)
    client, address = browser(joris), reverse("toetsing:index")

    assert named(client.get(address)) == ["Rust A", "Rust B", "Stilte"]
    assert named(client.get(address, {"stand": "wacht-op-besluit"})) == ["Rust A", "Stilte"]
    assert named(client.get(address, {"stand": "akkoord"})) == ["Rust B"]
    assert named(client.get(address, {"q": "RUST", "stand": "wacht-op-besluit"})) == ["Rust A"]
    assert "Niets gevonden" in client.get(address, {"q": "zzz"}).content.decode()


def test_what_was_let_go_is_not_listed_and_not_counted_and_what_is_new_is(joris: User) -> None:
    content.intervention("Nieuw", live=False)
    gone = content.let_go(content.intervention("Week in Zicht"))
    client, address = browser(joris), reverse("toetsing:index")

    shown = client.get(address)

    assert named(shown) == ["Nieuw"]
    assert "alles (1)" in shown.content.decode()
    assert "wacht op voorstel (1)" in shown.content.decode()
    with hooks.register_temporarily("interventions_in_round", lambda: {gone.uid}, order=-1):
        assert named(client.get(address)) == ["Nieuw", "Week in Zicht"]


def test_what_was_let_go_and_is_written_on_again_is_listed(joris: User) -> None:
    content.let_go(content.intervention("Week in Zicht")).save_revision()

    assert named(browser(joris).get(reverse("toetsing:index"))) == ["Week in Zicht"]


def test_pages_hold_25_and_cost_as_much_however_many_there_are(
    sanne: User, joris: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        waiting(f"A{number:02}", sanne)
    client, address = browser(joris), reverse("toetsing:index")
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(30):
        waiting(f"B{number:02}", sanne)
    with django_assert_max_num_queries(len(few.captured_queries)):
        first = client.get(address)
    assert (len(named(first)), len(named(client.get(address, {"p": 2})))) == (25, 8)


def test_many_are_agreed_with_at_once_and_the_list_stays_where_it_was(sanne: User, joris: User) -> None:
    answer = agree(joris, waiting("A", sanne), waiting("B", sanne), terug="stand=wacht-op-besluit&q=")
    assert set(Verdict.objects.values_list("agreed", "decided_by__username")) == {(True, "joris")}
    assert told(answer) == ["Akkoord met 2 voorstellen."]
    assert answer.headers["Location"].endswith("?stand=wacht-op-besluit&q=")


@pytest.mark.parametrize("make", [lambda: person("piet", Role.EDITOR, Role.REVIEWER), lambda: superuser()])
def test_what_somebody_may_not_agree_with_is_passed_over_and_named(sanne: User, joris: User, make: Any) -> None:
    somebody = make()
    own, stale, late, fine = (
        waiting("Eigen", somebody),
        waiting("Anders", sanne),
        waiting("Laat", sanne),
        waiting("Goed", sanne),
    )
    content.observation(stale.intervention, "Niet erkend", date(2026, 6, 1), record="Anders")  # type: ignore[arg-type]  # not deleted
    browser(joris).post(reverse("toetsing:decide", args=[late.pk]), {"agreed": "ja", "reason": ""})

    answer = agree(somebody, own, stale, late, fine)

    assert told(answer) == [
        "Akkoord met 1 voorstel.",
        "Overgeslagen: Eigen. Dit stelde je zelf voor. Een ander moet erover beslissen.",
        "Overgeslagen: Anders. Sinds dit voorstel is er iets veranderd aan wat we van de erkenning weten. "
        "Kies &#x27;Niet akkoord&#x27; en zeg waarom. Een redacteur stelt dan opnieuw voor.",
        "Overgeslagen: Laat. joris heeft hier al over beslist.",
    ]
    assert [one.decided_by for one in Verdict.objects.order_by("pk")] == [None, None, joris, somebody]


def test_only_what_may_be_agreed_with_can_be_selected(sanne: User, joris: User) -> None:
    somebody = person("piet", Role.EDITOR, Role.REVIEWER)
    waiting("Eigen", somebody)
    other = waiting("Ander", sanne)
    shown = browser(somebody).get(reverse("toetsing:index"))
    assert [row.selectable.pk for row in shown.context["rows"] if row.selectable] == [other.pk]
    assert "Dit stelde je zelf voor." in shown.content.decode()
    assert "Akkoord met de geselecteerde" not in browser(sanne).get(reverse("toetsing:index")).content.decode()


@pytest.mark.parametrize("sent", [{}, {"oordeel": ["x", "-1", "9" * 40]}])
def test_nothing_selected_or_nonsense_changes_nothing(sanne: User, joris: User, sent: dict[str, Any]) -> None:
    verdict = waiting("A", sanne)
    assert browser(joris).post(reverse("toetsing:agree"), sent).status_code == 302
    verdict.refresh_from_db()
    assert verdict.decided_by is None


def test_an_empty_workshop_says_so(joris: User) -> None:
    assert (
        "Er zijn nog geen interventies om te toetsen." in browser(joris).get(reverse("toetsing:index")).content.decode()
    )
