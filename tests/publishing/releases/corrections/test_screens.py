"""Who sees and does what under *Correcties*, and what a screen says when it cannot be done."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Step
from publishing.releases.corrections.models import (
    CarriedOver,
    Correction,
    CorrectionChange,
    CorrectionDrop,
    CorrectionFreeze,
    CorrectionReview,
)
from publishing.releases.corrections.standing import changes_of
from publishing.releases.models import Release
from tests.factories import content
from tests.factories.corrections import DEFINITION, STEP, agreed, begun, brought_out, edited
from tests.factories.people import person
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.django_db
RECORDS = (Correction, CorrectionChange, CorrectionReview, CorrectionFreeze, CorrectionDrop, CarriedOver)


def browser(user: User) -> Any:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"correcties:{name}", args=args)


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def page(user: User, address: str) -> str:
    answer = browser(user).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def resubmit(user: User, address: str, **changes: Any) -> Any:
    """Send the form of a page back as it stands, with ``changes``."""
    text = page(user, address)
    found = text[text.index('<input type="hidden" name="gezien"') :] if "gezien" in text else text
    data = querydict_from_html(f"<form>{found.split('</form>')[0]}</form>", form_index=0).copy()
    data.update(changes)
    return browser(user).post(address, data)


def counted() -> list[int]:
    return [model._default_manager.count() for model in RECORDS]


@pytest.mark.parametrize("role", [None, Role.READER, Role.ADMINISTRATOR, Role.REVIEWER, Role.PUBLISHER, Role.EDITOR])
def test_what_a_role_may_not_do_has_no_effect(
    correction: Correction, sanne: User, joris: User, karin: User, role: Role | None
) -> None:
    edited(correction, sanne)
    change = edited(correction, sanne, DEFINITION, body="<p>Anders.</p>")
    who = person("iemand", *([role] if role else []))
    digest = {"gezien": "x"}
    doors: dict[str, tuple[set[Role], Any]] = {
        at("begin"): ({Role.EDITOR}, {"reason": "Een reden."}),
        at("edit", correction.pk, *STEP): ({Role.EDITOR}, digest),
        at("take", correction.pk, *STEP): ({Role.EDITOR}, digest),
        at("remove", correction.pk, *STEP): ({Role.EDITOR}, {"reason": "Weg."}),
        at("withdraw", correction.pk, *STEP): ({Role.EDITOR}, {}),
        at("review", correction.pk): ({Role.REVIEWER}, {"wijziging": change.pk, "uitkomst": "akkoord"}),
        at("freeze", correction.pk): ({Role.PUBLISHER}, {}),
        at("restart", correction.pk): ({Role.EDITOR}, {}),
        at("carried", change.pk): ({Role.EDITOR}, {}),
        at("drop", correction.pk): ({Role.EDITOR, Role.PUBLISHER}, {"reason": "Toch niet."}),
    }
    for address, (allowed, data) in doors.items():
        if role not in allowed:
            before = counted()
            answer = browser(who).post(address, data)
            assert answer.status_code in (302, 403), address
            assert counted() == before, address
    for address in (at("index"), at("show", correction.pk), at("carry")):
        assert browser(who).get(address).status_code == (302 if role is None else 200)
    for address in (at("pick", correction.pk), at("edit", correction.pk, *STEP), at("begin")):
        assert browser(who).get(address).status_code == (200 if role is Role.EDITOR else 302)


def test_from_beginning_to_dropping_by_hand(
    base: Release, sanne: User, joris: User, karin: User, django_capture_on_commit_callbacks: Any
) -> None:
    answer = browser(sanne).post(at("begin"), {"reason": "Tikfout.", "summary": "Een tikfout."})
    made = Correction.objects.get()
    assert answer.url == at("pick", made.pk)
    assert "Er is nog niets gekozen" in page(sanne, at("show", made.pk))
    assert "Kijk terug" in page(sanne, at("pick", made.pk))
    assert "Kijk terug" not in page(sanne, at("pick", made.pk) + "?zoek=doelen&soort=stap&p=99")
    assert "Niets gevonden" in page(sanne, at("pick", made.pk) + "?soort=tekst")
    answer = resubmit(sanne, at("edit", made.pk, *STEP), tekst=str(rich_text("<p>Kies twee doelen.</p>")))
    assert answer.url == at("show", made.pk)
    assert "Te beoordelen: 1" in page(joris, at("show", made.pk))
    assert "Je werkte zelf aan" not in page(sanne, at("show", made.pk))
    (change,) = (one.change for one in changes_of(made))
    browser(joris).post(
        at("review", made.pk), {"wijziging": change.pk, "uitkomst": "afgekeurd", "reden": "Onduidelijk."}
    )
    assert "Afgekeurd: 1." in page(sanne, at("show", made.pk))
    answer = resubmit(sanne, at("edit", made.pk, *STEP), titel="Kies samen doelen")
    (change,) = (one.change for one in changes_of(made))
    assert "Akkoord: stap" in told(
        browser(joris).post(at("review", made.pk), {"wijziging": change.pk, "uitkomst": "akkoord"})
    )
    with django_capture_on_commit_callbacks(execute=True):
        freezing = browser(karin).post(at("freeze", made.pk))["Location"]
    assert browser(karin).get(freezing)["Location"].startswith("/admin/uitgaven/")
    assert "De kandidaat staat klaar" in page(karin, at("show", made.pk))
    assert "blijft zoals het gepubliceerd is" in told(browser(sanne).post(at("withdraw", made.pk, *STEP)))
    assert browser(karin).post(at("drop", made.pk), {"reason": ""}).status_code == 200
    assert browser(karin).post(at("drop", made.pk), {"reason": "Toch niet."}).url == at("show", made.pk)
    assert "Deze correctie gaat niet door" in page(karin, at("show", made.pk))
    answer = browser(karin).post(at("drop", made.pk), {"reason": "Nog eens."})
    assert "is al ingetrokken" in answer.content.decode()


def test_refusals_come_back_on_the_page_with_what_was_sent(
    base: Release, correction: Correction, sanne: User, joris: User, django_capture_on_commit_callbacks: Any
) -> None:
    edit = at("edit", correction.pk, *STEP)
    answer = resubmit(sanne, edit, titel="")
    assert "Titel is leeg. Vul het in." in answer.content.decode()
    assert "Er verandert niets" in resubmit(sanne, edit).content.decode()
    assert "intussen veranderd" in resubmit(sanne, edit, titel="Anders", gezien="0" * 64).content.decode()
    remove = at("remove", correction.pk, *STEP)
    assert (
        "Kies iets uit de lijst" in browser(sanne).post(remove, {"reason": "x", "successor": "niets"}).content.decode()
    )
    browser(sanne).post(remove, {"reason": "Dubbel.", "successor": "kijk-terug"})
    assert "Ervoor in de plaats: kijk-terug" in page(joris, at("show", correction.pk))
    answer = browser(sanne).post(
        at("remove", correction.pk, "stap", "kijk-terug"), {"reason": "x", "successor": "kies-doelen"}
    )
    assert "kan het niet zijn" in answer.content.decode()
    for sent in ({}, {"wijziging": "9" * 30, "uitkomst": "akkoord"}, {"wijziging": "²", "uitkomst": "akkoord"}):
        assert "Kies bij een wijziging" in told(browser(joris).post(at("review", correction.pk), sent))
    publicist = browser(person("publicist", Role.PUBLISHER))
    with django_capture_on_commit_callbacks(execute=True):
        freezing = publicist.post(at("freeze", correction.pk))["Location"]
    refused = publicist.get(freezing).content.decode()
    assert "Nog niet akkoord" in refused
    assert f'href="{at("show", correction.pk)}">Bevries opnieuw' in refused
    assert "hoeft niet opnieuw" in told(browser(sanne).post(at("restart", correction.pk)))
    assert browser(sanne).post(at("begin"), {"reason": ""}).status_code == 200


def test_what_is_not_there_is_not_found_and_an_action_is_no_page(correction: Correction, sanne: User) -> None:
    for address in (
        at("show", 9_999_999),
        at("edit", correction.pk, "stap", "bestaat-niet"),
        at("edit", correction.pk, "verantwoording", "verantwoording"),
        at("take", correction.pk, "iets", "anders"),
    ):
        assert browser(sanne).get(address).status_code == 404
    assert browser(sanne).post(at("carried", 9_999_999)).status_code == 404
    assert browser(sanne).get(at("withdraw", correction.pk, *STEP)).url == at("show", correction.pk)
    assert browser(sanne).get(at("carried", 1)).url == at("carry")


def test_taking_from_the_workshop_shows_the_words_first(correction: Correction, sanne: User) -> None:
    take = at("take", correction.pk, *STEP)
    assert "precies hetzelfde" in page(sanne, take)
    made_ready(Step.objects.get(number=1), sanne, body="<p>Kies samen drie doelen.</p>")
    text = page(sanne, take)
    assert "drie" in text
    assert "intussen veranderd" in told(browser(sanne).post(take, {"gezien": "x"}))
    assert resubmit(sanne, take).url == at("show", correction.pk)
    Step.objects.get(number=1).unpublish(user=sanne)
    assert "staat niet klaar in de werkplaats" in page(sanne, take)


def test_what_there_is_to_carry_over_stands_on_the_home_screen_until_it_is_done(
    correction: Correction, sanne: User, joris: User, karin: User
) -> None:
    change = edited(correction, sanne)
    assert "Correctie 2026.2 wacht op jouw beoordeling." in page(joris, "/admin/")
    assert "wacht op jouw beoordeling" not in page(sanne, "/admin/")
    assert "correctie 2026.2 beoordelen" in page(sanne, "/admin/")
    agreed(correction, joris)
    assert "wacht op jouw beoordeling" not in page(joris, "/admin/")
    assert "Correctie 2026.2 is akkoord." in page(karin, "/admin/")
    brought_out(correction, karin)
    assert "staat nog niet in de werkplaats" in page(sanne, "/admin/")
    assert "staat nog niet in de werkplaats" not in page(joris, "/admin/")
    assert "staat nog niet in de werkplaats" in page(joris, at("show", correction.pk))
    assert "Kies samen twee" in page(sanne, at("carry"))
    assert "is afgevinkt" in told(browser(sanne).post(at("carried", change.pk), {"opmerking": "Anders opgelost."}))
    assert "al overgenomen" in told(browser(sanne).post(at("carried", change.pk)))
    assert "Anders opgelost." in page(sanne, at("carry"))
    assert "staat nog niet in de werkplaats" not in page(sanne, "/admin/")


def test_beginning_again_tells_what_did_not_come_along(
    correction: Correction, sanne: User, joris: User, karin: User
) -> None:
    other = begun(sanne)
    edited(correction, sanne)
    edited(other, sanne, title="Anders")
    agreed(correction, joris)
    brought_out(correction, karin)
    answer = browser(sanne).post(at("restart", other.pk))
    again = Correction.objects.first()
    assert again is not None
    assert answer.url == at("show", again.pk)
    assert "Ging niet mee, want het is daar al anders: stap &#x27;Kies doelen&#x27;" in told(answer)


def test_nothing_live_says_what_to_do(sanne: User) -> None:
    assert "Maak eerst een uitgave" in page(sanne, at("index"))
    assert "Maak eerst een uitgave" in page(sanne, at("begin"))
    assert "Maak eerst een uitgave" in browser(sanne).post(at("begin"), {"reason": "x"}).content.decode()


def test_a_long_list_has_pages(base: Release, karin: User, sanne: User) -> None:
    for number in range(30):
        content.definition(f"Begrip {number}")
    from tests.factories.releases import published

    published("2026.2", by=karin)
    made = begun(sanne)
    assert "Bladzijde 2 van 2" in page(sanne, at("pick", made.pk) + "?p=2&soort=begrip")


class TestTheCommand:
    """``manage.py freeze_correction``."""

    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("freeze_correction", *arguments, stdout=out)
        return out.getvalue()

    def test_it_prints_digest_and_findings(self, correction: Correction, sanne: User, joris: User) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        printed = json.loads(self.run(str(correction.pk), "--by", "sanne", "--json"))
        assert (printed["number"], printed["written"]) == ("2026.2", 2)
        assert printed["digest"] in self.run(str(correction.pk))
        assert CorrectionFreeze.objects.get().freeze.actor == sanne

    def test_it_refuses_in_one_line(self, correction: Correction) -> None:
        with pytest.raises(CommandError, match="verandert nog niets") as error:
            self.run(str(correction.pk))
        assert error.value.returncode == 1
        with pytest.raises(
            CommandError, match=rf"Er is geen correctie 99\. Bekend: {correction.pk} \(Correctie 2026\.2\)"
        ) as error:
            self.run("99")
        assert error.value.returncode == 2
