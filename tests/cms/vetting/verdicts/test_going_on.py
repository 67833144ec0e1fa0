"""Whoever decides gets from the list to a decision, and from one decision to the next."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.models import Verdict
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import no_round, proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("round_2026")]

BACK = ("Terug naar de toetsing", "/admin/toetsing/")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def waiting(name: str, by: User, *, on: date = date(2024, 3, 1)) -> Verdict:
    item = content.intervention(name)
    content.observation(item, record=name, on=on)
    return proposal(item, by)


def decide_at(verdict: Verdict) -> str:
    return reverse("toetsing:decide", args=[verdict.pk])


def to_read(verdict: Verdict) -> str:
    return reverse(Intervention.snippet_viewset.get_url_name("inspect"), args=[verdict.intervention_id])


def links_in_title(user: User, name: str) -> dict[str, str]:
    """Return where the words in the first cell of ``name`` lead, in the list as ``user`` sees it."""
    shown = BeautifulSoup(browser(user).get(reverse("toetsing:index")).content, "html.parser")
    (cell,) = [cell for cell in shown.select("td.title") if name in cell.get_text()]
    return {" ".join(link.get_text().split()): str(link["href"]) for link in cell.select("a")}


def offered(user: User, verdict: Verdict) -> list[tuple[str, str]]:
    """Return the buttons that ``user`` is offered after agreeing with ``verdict``."""
    answer = browser(user).post(decide_at(verdict), {"agreed": "ja", "reason": ""})
    (message,) = get_messages(answer.wsgi_request)
    links = BeautifulSoup(str(message), "html.parser").select("a")
    return [(link.get_text(), str(link["href"])) for link in links]


def test_the_title_of_what_waits_for_a_decision_leads_there_with_the_recognitions_beside_it(
    sanne: User, joris: User
) -> None:
    verdict = waiting("Rust", sanne)

    assert links_in_title(joris, "Rust") == {
        "Rust": decide_at(verdict),
        "Erkenningen: Rust": f"{to_read(verdict)}#oordeel",
    }


def test_the_title_of_anything_else_leads_to_the_recognitions(sanne: User, joris: User) -> None:
    both = person("piet", Role.EDITOR, Role.REVIEWER)
    own, unasked = waiting("Eigen", both), content.intervention("Nieuw")
    edit = reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[own.intervention_id])
    inspect = reverse(Intervention.snippet_viewset.get_url_name("inspect"), args=[unasked.pk])

    assert links_in_title(both, "Eigen") == {"Eigen": f"{edit}#tab-erkenningen"}
    assert links_in_title(sanne, "Eigen") == {"Eigen": f"{edit}#tab-erkenningen"}
    assert links_in_title(joris, "Nieuw") == {"Nieuw": f"{inspect}#oordeel"}
    assert links_in_title(person("mees", Role.READER), "Eigen") == {"Eigen": f"{to_read(own)}#oordeel"}


def test_after_a_decision_the_next_below_it_is_offered_and_after_the_last_the_first(sanne: User, joris: User) -> None:
    first, second, third = (waiting(name, sanne) for name in ("Rust A", "Rust B", "Rust C"))

    assert offered(joris, second) == [("Volgende voorstel", decide_at(third)), BACK]
    assert offered(joris, third) == [("Volgende voorstel", decide_at(first)), BACK]
    assert offered(joris, first) == [BACK]


def test_the_next_is_in_the_order_of_the_list_and_never_a_proposal_of_ones_own(sanne: User) -> None:
    both = person("piet", Role.EDITOR, Role.REVIEWER)
    plain, second = waiting("Rust A", sanne), waiting("Rust C", sanne)
    waiting("Rust B", both)
    risky = waiting("Stilte", sanne, on=date(2010, 1, 1))  # its term passed, so it stands on top

    assert offered(both, risky) == [("Volgende voorstel", decide_at(plain)), BACK]
    assert offered(both, plain) == [("Volgende voorstel", decide_at(second)), BACK]


def test_the_message_is_not_scrolled_away_from(sanne: User, joris: User) -> None:
    verdict = waiting("Rust", sanne)

    answer = browser(joris).post(decide_at(verdict), {"agreed": "ja", "reason": ""})

    assert answer.headers["Location"] == to_read(verdict)


def test_who_comes_second_is_offered_the_next_too(sanne: User, joris: User) -> None:
    late, other = waiting("Rust A", sanne), waiting("Rust B", sanne)
    offered(joris, late)

    answer = browser(person("fatima", Role.REVIEWER)).get(decide_at(late))

    (message,) = get_messages(answer.wsgi_request)
    assert decide_at(other) in str(message)
    with no_round():
        answer = browser(joris).get(decide_at(late))
    (message,) = get_messages(answer.wsgi_request)
    assert "Volgende voorstel" not in str(message)


def test_whoever_proposed_gets_on_to_the_next_that_asks_for_it(sanne: User, joris: User) -> None:
    first, second = (content.intervention(name) for name in ("Aandacht", "Blik"))
    waiting("Cirkel", joris)  # which waits for a decision, and asks for no proposal
    sent = {"is_included": "nee", "reason": "Past niet.", "seen": seen_at(sanne, first)}
    answer = browser(sanne).post(propose_at(first), sent)
    links = BeautifulSoup(str(next(iter(get_messages(answer.wsgi_request)))), "html.parser").select("a")
    assert [(link.get_text(), link["href"]) for link in links] == [("Volgende interventie", propose_at(second)), BACK]


def test_who_proposes_again_reads_why_it_was_not_agreed_to(sanne: User, joris: User) -> None:
    verdict = waiting("Aandacht", sanne)
    browser(joris).post(decide_at(verdict), {"agreed": "nee", "reason": "Vraag eerst na hoe het loopt."})
    item = Intervention.objects.get()
    shown = browser(sanne).get(propose_at(item)).content.decode()
    assert "joris was niet akkoord" in shown
    assert "Vraag eerst na hoe het loopt." in shown
    proposal(item, sanne)
    assert "was niet akkoord" not in browser(sanne).get(propose_at(item), follow=True).content.decode()


def propose_at(intervention: Intervention) -> str:
    return reverse("toetsing:propose", args=[intervention.pk])


def seen_at(user: User, intervention: Intervention) -> str:
    shown = BeautifulSoup(browser(user).get(propose_at(intervention)).content, "html.parser")
    (field,) = shown.select("input[name=seen]")
    return str(field["value"])
