"""*Wissen*: one person asks, another confirms, and nothing of it is seen by who has no part in it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.releases.models import DocumentBody, Release
from publishing.releases.redactions.models import Redaction, RedactionRequest
from publishing.store.base import StoreError
from tests.factories import content
from tests.factories.notices import asked_to_erase, digest_of, erased
from tests.factories.people import person, signed_in, superuser
from tests.factories.releases import candidate
from tests.publishing.releases.redactions.conftest import Held
from tests.publishing.releases.screens.pages import at, browser, said, text_of

pytestmark = pytest.mark.django_db

ITEM = ("begrip", "prestatiedruk")
LIST, ASK = "/admin/mededelingen/wissen/", "/admin/mededelingen/wissen/vragen/"
ABOUT = f"{ASK}?soort=begrip&kenmerk=prestatiedruk"


def page(request: RedactionRequest, what: str = "request") -> str:
    return reverse(f"mededelingen:{what}", args=[request.pk])


def test_one_asks_and_another_confirms(held: Held, karin: User, joris: User) -> None:
    digest = digest_of(held.first, *ITEM)
    asking = browser(karin)
    assert "Er is nog nooit gevraagd" in text_of(asking, LIST)
    assert f"{digest[:12]}, in uitgave 2025.1, uitgave 2026.1" in text_of(asking, ABOUT)
    answer = asking.post(ABOUT, {"digests": [digest], "ground": "personal-data", "reason": "Een ouder vroeg erom."})
    assert "Er is nog niets gewist" in said(answer)
    request = RedactionRequest.objects.get()
    shown = text_of(asking, page(request))
    assert "Je vroeg dit zelf. Iemand anders moet bevestigen." in shown
    assert page(request, "confirm") not in shown

    deciding = browser(joris)
    assert "Wacht op een tweede persoon" in text_of(deciding, LIST)
    assert "Wissen (1 wacht)" in text_of(deciding, "/admin/mededelingen/")
    shown = text_of(deciding, page(request))
    for words in ("Een ouder vroeg erom.", "Jantje Geheim", page(request, "confirm"), page(request, "refuse")):
        assert words in shown
    assert "uitgave 2025.1, uitgave 2026.1" in text_of(deciding, page(request, "confirm"))
    assert "Zet het vinkje" in deciding.post(page(request, "confirm")).content.decode()
    answer = deciding.post(page(request, "confirm"), {"sure": "on"})
    assert "De inhoud van begrip/prestatiedruk is gewist. Breng een uitgave zonder dit item uit." in said(answer)
    assert DocumentBody.objects.get(pk=digest).body == b""
    shown = text_of(deciding, page(request))
    assert "bevestigd door joris" in shown
    assert "Jantje Geheim" not in shown
    assert "Gewist, bevestigd door joris" in text_of(deciding, LIST)
    assert "Gewist:</b> begrip <code>prestatiedruk</code>" in text_of(deciding, at(held.first))
    assert "dat nog te wissen is" in text_of(deciding, ABOUT)


def test_who_asks_cannot_confirm_by_the_address_either(held: Held, karin: User) -> None:
    request = asked_to_erase(held.first, *ITEM, by=karin)
    answer = browser(karin).post(page(request, "confirm"), {"sure": "on"})
    assert "Iemand anders moet bevestigen" in answer.content.decode()
    assert not Redaction.objects.exists()


def test_a_request_is_refused_or_taken_back_with_why(held: Held, karin: User, joris: User) -> None:
    request = asked_to_erase(held.first, *ITEM, by=karin)
    assert "Afwijzen" in text_of(browser(joris), page(request))
    assert "Verzoek intrekken" in text_of(browser(karin), page(request))
    assert "De inhoud blijft staan" in said(browser(karin).post(page(request, "refuse"), {"reason": "Vergissing."}))
    assert "Afgewezen" in text_of(browser(joris), page(request))
    assert "Afgewezen door karin" in text_of(browser(joris), LIST)
    assert "al afgewezen" in browser(joris).post(page(request, "refuse"), {"reason": "Nog eens."}).content.decode()
    assert "al afgewezen" in browser(joris).post(page(request, "confirm"), {"sure": "on"}).content.decode()


def test_every_version_is_asked_for_apart_and_all_are_chosen_at_first(held: Held, karin: User) -> None:
    content.definition("Nog een")
    made = candidate("2026.2")
    Definition.objects.filter(term="Prestatiedruk").update(body="<p>Anders.</p>")
    other = candidate("2026.2")
    versions = [digest_of(held.first, *ITEM), digest_of(other, *ITEM)]
    assert digest_of(made, *ITEM) == versions[0]
    client = browser(karin)
    form = client.get(ABOUT).context["form"]
    assert list(form["digests"].value()) == versions
    assert [label for _, label in form["digests"].field.choices][1].endswith("in een kandidaat 2026.2")
    answer = client.post(ABOUT, {"digests": versions, "ground": "rights", "reason": "Overgenomen tekst."})
    assert "Gevraagd: 2 versies wissen." in said(answer)
    assert RedactionRequest.objects.count() == 2
    only = RedactionRequest.objects.latest("pk")
    assert "Een kandidaat van" in text_of(client, page(only))
    assert "Wissen (2 wachten)" in text_of(client, "/admin/mededelingen/")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"digests": []}, "Kies welke versies"),
        ({"reason": " "}, "Zeg waarom."),
        ({"digests": ["0" * 64]}, "0000"),
    ],
)
def test_what_is_missing_is_said(held: Held, karin: User, sent: dict[str, object], words: str) -> None:
    values = {"digests": [digest_of(held.first, *ITEM)], "ground": "order", "reason": "x", **sent}
    answer = browser(karin).post(ABOUT, values)
    assert words in answer.content.decode()
    assert not RedactionRequest.objects.exists()


def test_an_item_that_is_nowhere_is_said_so(held: Held, karin: User) -> None:
    client = browser(karin)
    assert "Zoek eerst het item." in text_of(client, ASK)
    assert "Geen uitgave bevat een begrip met kenmerk ‘niets’" in text_of(client, f"{ASK}?soort=begrip&kenmerk=niets")
    assert client.post(f"{ASK}?soort=begrip&kenmerk=niets", {"reason": "x", "ground": "order"}).status_code == 200


def test_files_that_stay_behind_are_said(held: Held, joris: User, karin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(release: Release) -> None:
        raise StoreError("De opslag is weg.")

    request = asked_to_erase(held.first, *ITEM, by=karin)
    with monkeypatch.context() as patched:
        patched.setattr("publishing.releases.redactions.clearing.stale_packs", stuck)
        answer = browser(joris).post(page(request, "confirm"), {"sure": "on"})
    assert "Er staan nog bestanden met wat is gewist." in said(answer)
    assert "de oude bestanden worden nog opgeruimd" in text_of(browser(joris), LIST)


def test_content_that_is_not_its_own_is_not_shown(held: Held, karin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked_to_erase(held.first, *ITEM, by=karin)
    monkeypatch.setattr("publishing.releases.redactions.screens.listing.digest", lambda data: "0" * 64)
    assert "De inhoud klopt niet met haar vingerafdruk." in text_of(browser(karin), page(request))


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.READER, Role.ADMINISTRATOR])
def test_who_has_no_part_in_it_sees_and_does_nothing(held: Held, karin: User, role: Role | None) -> None:
    request = asked_to_erase(held.first, *ITEM, by=karin)
    client = signed_in(role) if role else Client()
    for address in (LIST, ASK, page(request), page(request, "confirm"), page(request, "refuse")):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "ouder" not in answer.content.decode()
    client.post(page(request, "confirm"), {"sure": "on"})
    client.post(page(request, "refuse"), {"reason": "x"})
    assert RedactionRequest.objects.open().get() == request


def test_a_superuser_is_bound_by_four_eyes_as_well(held: Held) -> None:
    technical = superuser()
    request = asked_to_erase(held.first, *ITEM, by=technical)
    browser(technical).post(page(request, "confirm"), {"sure": "on"})
    assert not Redaction.objects.exists()


def test_the_second_page_of_the_list_is_there(held: Held, karin: User, joris: User) -> None:
    erased(held.first, *ITEM, by=karin, confirmed_by=joris)
    document = DocumentBody.objects.get(pk=digest_of(held.first, "begrip", "rust"))
    for number in range(26):
        at_ = Redaction.objects.get().confirmed_at + timedelta(minutes=number)
        RedactionRequest.objects.create(
            document=document, kind="begrip", public_id="rust", ground="order", reason="x", by=karin, at=at_
        )
    assert "Bladzijde 2 van 2" in text_of(browser(joris), f"{LIST}?p=2")


def test_every_version_is_ticked_at_first(held: Held, karin: User) -> None:
    assert f'value="{digest_of(held.first, *ITEM)}"' in text_of(browser(karin), ABOUT)
    assert "checked" in text_of(browser(karin), ABOUT)


def test_the_first_screen_tells_who_may_confirm_that_a_request_waits(held: Held, karin: User, joris: User) -> None:
    request = asked_to_erase(held.first, *ITEM, by=karin)
    assert page(request) in text_of(browser(joris), "/admin/")
    assert page(request) not in text_of(browser(karin), "/admin/")
    assert page(request) not in text_of(browser(person("sanne", Role.EDITOR)), "/admin/")
