"""From one item to the next, through the list as its reader had it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.current import read_one
from publishing.rounds.models import Outcome
from tests.factories import content
from tests.factories.rounds import item_of, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db


def walked(user: User, address: str, to: str) -> str:
    """Return where the link at the top or the bottom of an item leads."""
    soup = BeautifulSoup(browser(user).get(address).content, "html.parser")
    (link,) = {str(link["href"]) for link in soup.select("main a[rel]") if to in link["rel"]}
    return str(browser(user).get(link)["Location"])


def test_one_walks_through_the_list_as_it_was_and_back_to_it(karin: User, joris: User) -> None:
    steps = [content.step(number) for number in (1, 2, 3)]
    content.definition()  # which is no part of what is walked through
    made = opened_on_release(karin)
    before, here, after = (reverse("rondeitem:show", args=[item_of(made, step).pk]) for step in steps)
    kept = "?terug=soort%3Dstap"
    listed = BeautifulSoup(browser(joris).get(f"{reverse('jaarronde:index')}?soort=stap").content, "html.parser")
    assert [row["href"] for row in listed.select("td.title a")] == [one + kept for one in (before, here, after)]
    assert walked(joris, here + kept, "prev") == before + kept
    assert walked(joris, here + kept, "next") == after + kept
    assert walked(joris, after + kept, "next") == walked(joris, before + kept, "prev") == "/admin/jaarronde/?soort=stap"


def test_what_was_just_reviewed_leaves_the_list_and_the_next_one_is_found(karin: User, joris: User) -> None:
    steps = [content.step(number) for number in (1, 2, 3)]
    made = opened_on_release(karin)
    first, second, third = (item_of(made, step) for step in steps)
    confirm_unchanged(round=made, items=made.items.filter(pk=second.pk), by=joris, at=timezone.now())
    current = read_one(first.kind, first.uid, made.reference_date)
    assert current is not None
    address = reverse("rondeitem:review", args=[first.pk])
    told = browser(joris).post(address, {"digest": current.digest, "outcome": Outcome.CONFIRMED}, follow=True)
    (onward,) = [
        link["href"]
        for link in BeautifulSoup(told.content, "html.parser").select(".messages a")
        if "Volgende in de lijst" in link.get_text()
    ]
    assert browser(joris).get(str(onward))["Location"].startswith(reverse("rondeitem:show", args=[third.pk]))


@pytest.mark.parametrize(
    "elsewhere", ["https://kwaad.example/?a=1", "//kwaad.example/?a=1", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_the_way_back_never_leads_elsewhere(karin: User, joris: User, elsewhere: str) -> None:
    step = content.step()
    made = opened_on_release(karin)
    answer = browser(joris).get(reverse("rondeitem:show", args=[item_of(made, step).pk]), {"terug": elsewhere})
    back = answer.context["list_url"]
    assert back.startswith("/admin/")
    assert 'href="' + elsewhere not in answer.content.decode()
