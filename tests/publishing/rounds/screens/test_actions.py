"""What is done to many items at once from the worklist, and who may."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Review, Round
from tests.factories import content
from tests.factories.people import person, signed_in
from tests.factories.rounds import item_of, made_ready, opened
from tests.publishing.rounds.screens.conftest import Browser

pytestmark = pytest.mark.django_db

LIST = reverse("jaarronde:index")
CONFIRM, ASSIGN, SYNC = (f"{LIST}{name}/" for name in ("bevestigen", "toewijzen", "bijwerken"))


def told(answer: Any) -> str:
    return " ".join(" ".join(str(message).split()) for message in get_messages(answer.wsgi_request))


def form(round: Round, **fields: Any) -> dict[str, Any]:
    return {"ronde": round.pk, "item": [item.pk for item in round.items.all()], **fields}


class TestConfirming:
    """As it was last year, by another than who changed it."""

    def test_what_is_as_it_was_is_confirmed_and_the_rest_is_named_with_why(
        self, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        same, other = content.definition("Prestatiedruk"), content.definition("Toetsdruk")
        made = opened(karin)
        made_ready(other, sanne, body="<p>Anders.</p>")
        answer = browser(joris).post(CONFIRM, form(made))
        assert Review.objects.get().item == item_of(made, same)
        assert "1 item is bevestigd als onveranderd." in told(answer)
        assert "Niet bevestigd: &#x27;Toetsdruk&#x27;. Dit item is niet te bevestigen: gewijzigd" in told(answer)

    def test_of_two_people_the_second_is_told_that_it_was_done(
        self, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        content.definition()
        made = opened(karin)
        browser(joris).post(CONFIRM, form(made))
        answer = browser(sanne).post(CONFIRM, form(made))
        assert Review.objects.get().reviewer == joris
        assert "Dit item is niet te bevestigen: beoordeeld." in told(answer)

    def test_one_goes_back_to_the_list_as_it_was_filtered(self, karin: User, joris: User, browser: Browser) -> None:
        content.definition()
        made = opened(karin)
        kept = "soort=begrip&q=druk+%26&p=2&volgende=https://elders.example"
        answer = browser(joris).post(CONFIRM, form(made, terug=kept))
        assert answer.headers["Location"] == f"{LIST}?soort=begrip&q=druk+%26&p=2"

    @pytest.mark.parametrize("items", [[], ["x"], ["-1"], ["9" * 30], ["²"]])
    def test_without_anything_selected_it_says_what_to_do(
        self, items: list[str], karin: User, joris: User, browser: Browser
    ) -> None:
        content.definition()
        made = opened(karin)
        answer = browser(joris).post(CONFIRM, form(made, item=items))
        assert "Er is niets geselecteerd" in told(answer)
        assert not Review.objects.exists()

    def test_a_round_that_was_closed_meanwhile_stays_as_it_was(
        self, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        content.definition()
        made = opened(karin)
        confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
        close_round(round=made, by=karin, at=timezone.now())
        next_one = opened(karin, year=2027)
        for address, user in ((CONFIRM, joris), (ASSIGN, sanne), (SYNC, sanne)):
            answer = browser(user).post(address, form(made, aan="niemand"))
            assert "Jaarronde 2026 is gesloten. Er verandert niets meer aan." in told(answer)
        assert not Review.objects.filter(item__round=next_one).exists()

    def test_items_of_another_round_are_not_touched(self, karin: User, joris: User, browser: Browser) -> None:
        content.definition()
        made = opened(karin)
        confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
        close_round(round=made, by=karin, at=timezone.now())
        next_one = opened(karin, year=2027)
        answer = browser(joris).post(CONFIRM, form(made, ronde=next_one.pk))
        assert "Er is niets geselecteerd" in told(answer)

    @pytest.mark.parametrize("key", ["", "0", "x", "9" * 30])
    def test_a_round_that_is_not_there_is_said(self, key: str, joris: User, browser: Browser) -> None:
        assert "Deze ronde is er niet (meer)" in told(browser(joris).post(CONFIRM, {"ronde": key}))


class TestAssigning:
    """To somebody who does the work, or to nobody."""

    @pytest.fixture
    def made(self, karin: User) -> Round:
        content.step()
        return opened(karin)

    def test_items_are_given_to_a_person_and_taken_back(
        self, made: Round, sanne: User, joris: User, browser: Browser
    ) -> None:
        client = browser(sanne)
        assert "1 item is toegewezen aan joris." in told(client.post(ASSIGN, form(made, aan=joris.pk)))
        assert made.items.get().assigned_to == joris
        assert "1 item is toegewezen aan niemand." in told(client.post(ASSIGN, form(made, aan="niemand")))
        assert made.items.get().assigned_to is None

    @pytest.mark.parametrize("to", ["", "x", "99999"])
    def test_nobody_chosen_changes_nothing(
        self, to: str, made: Round, sanne: User, joris: User, browser: Browser
    ) -> None:
        made.items.update(assigned_to=joris)
        assert "Kies aan wie je dit toewijst" in told(browser(sanne).post(ASSIGN, form(made, aan=to)))
        assert made.items.get().assigned_to == joris

    def test_who_only_reads_or_left_cannot_be_given_work(self, made: Round, sanne: User, browser: Browser) -> None:
        left = person("els", Role.REVIEWER)
        User.objects.filter(pk=left.pk).update(is_active=False)
        for one in (person("lotte", Role.READER), left):
            answer = browser(sanne).post(ASSIGN, form(made, aan=one.pk))
            assert "Kies aan wie je dit toewijst" in told(answer)
        assert made.items.get().assigned_to is None


class TestTakingInWhatIsNew:
    """What became ready since."""

    def test_it_comes_in_once(self, karin: User, browser: Browser) -> None:
        made = opened(karin)
        content.step()
        client = browser(karin)
        assert "1 item is toegevoegd aan de werklijst." in told(client.post(SYNC, form(made)))
        assert "De werklijst was al bij." in told(client.post(SYNC, form(made)))
        assert made.items.count() == 1


class TestWhoMay:
    """Buttons for who may, and a refusal for who sends a form anyway."""

    @pytest.mark.parametrize(
        ("role", "confirms", "assigns", "syncs"),
        [
            (Role.EDITOR, False, True, True),
            (Role.REVIEWER, True, False, False),
            (Role.PUBLISHER, False, False, True),
            (Role.ADMINISTRATOR, False, False, False),
            (Role.READER, False, False, False),
        ],
    )
    def test_a_role_sees_and_does_what_it_may(
        self, role: Role, confirms: bool, assigns: bool, syncs: bool, karin: User
    ) -> None:
        content.step(1)
        made = opened(karin)
        content.step(2)
        client = signed_in(role)
        shown = client.get(LIST).content.decode()
        assert [f'action="{address}"' in shown for address in (ASSIGN, SYNC)] == [assigns, syncs]
        assert ("Bevestigen (onveranderd)" in shown) == confirms
        client.post(ASSIGN, form(made, aan=person("els", Role.EDITOR).pk))
        client.post(CONFIRM, form(made))
        client.post(SYNC, form(made))
        assert made.items.exclude(assigned_to=None).exists() == assigns
        assert Review.objects.exists() == confirms
        assert (made.items.count() == 2) == syncs

    def test_looking_at_the_address_of_an_action_does_nothing(self, karin: User, sanne: User, browser: Browser) -> None:
        content.step()
        opened(karin)
        for address in (CONFIRM, ASSIGN, SYNC):
            assert browser(sanne).get(address).headers["Location"] == LIST
        assert not Review.objects.exists()
