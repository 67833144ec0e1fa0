"""Entering and taking back observations through the screens, and what the list of interventions says of them."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.forms import RetractionForm
from cms.vetting.models import Observation
from cms.vetting.observations import retract_observation
from tests.factories import content
from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db

FORM = {
    "register": "gezonde-school",
    "record": "1400001",
    "raw_label": "Goed onderbouwd",
    "recognised_on": "2024-03-01",
    "url": "https://voorbeeld.example/1400001",
}
READERS = [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER]


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR, name="redacteur")


def _add(item: Intervention) -> str:
    return reverse("waarnemingen:add", args=[item.pk])


def _screen(view: str, *args: Any) -> str:
    return reverse(Intervention.snippet_viewset.get_url_name(view), args=args)


def _messages(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_an_editor_enters_an_observation_that_then_stands_on_the_intervention(editor: Client) -> None:
    item = content.intervention()

    answer = editor.post(_add(item), FORM)

    observation = Observation.objects.get()
    assert (observation.level, str(observation.recognised_on)) == ("goed-onderbouwd", "2024-03-01")
    assert observation.entered_by is not None
    assert observation.entered_by.username == "redacteur"
    assert "bewaard" in _messages(answer)
    shown = editor.get(_screen("edit", item.pk)).content.decode()
    assert "Herbeoordeling uiterlijk 1 maart 2029." in shown
    assert "Waarneming toevoegen" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"raw_label": "Heel goed"}, "&#x27;Heel goed&#x27; is geen bekend erkenningsniveau. Bekend zijn:"),
        (
            {"register": "nji", "raw_label": "Goed beschreven"},
            "Het NJi kent het niveau &#x27;Goed beschreven&#x27; niet.",
        ),
        ({"raw_label": "Goed onderbouwd (niveau III)"}, "spreekt zichzelf tegen"),
        ({"raw_label": ""}, "Vul in als wat de interventie erkend is"),
        ({"recognised_on": "maart 2024"}, "geldige datum"),
        ({"record": ""}, "Dit is een verplicht veld"),
    ],
)
def test_a_wrong_observation_is_refused_in_words(editor: Client, changes: dict[str, str], sentence: str) -> None:
    answer = editor.post(_add(content.intervention()), FORM | changes)

    assert sentence in answer.content.decode()
    assert not Observation.objects.exists()


def test_a_running_reassessment_needs_no_level(editor: Client) -> None:
    editor.post(_add(content.intervention()), FORM | {"raw_label": "", "in_reassessment": "on"})

    assert Observation.objects.get().in_reassessment


@time_machine.travel("2026-11-02T12:00:00+01:00", tick=False)
def test_a_date_in_the_future_is_kept_with_a_warning(editor: Client) -> None:
    answer = editor.post(_add(content.intervention()), FORM | {"recognised_on": "2026-11-03"})

    assert Observation.objects.exists()
    assert "03-11-2026 ligt in de toekomst" in _messages(answer)


def test_an_editor_takes_an_observation_back_with_a_reason(editor: Client) -> None:
    observation = content.observation(content.intervention())
    address = reverse("waarnemingen:retract", args=[observation.pk])

    refused = editor.post(address, {"reason": ""})
    assert "Geef een reden" in refused.content.decode()
    editor.post(address, {"reason": "Verkeerd nummer overgenomen."})

    observation.refresh_from_db()
    assert observation.retraction_reason == "Verkeerd nummer overgenomen."
    assert editor.get(address).status_code == 404, "it was taken back already"
    shown = editor.get(_screen("edit", observation.intervention_id)).content.decode()
    assert "Verkeerd nummer overgenomen." in shown


@pytest.mark.parametrize("role", READERS)
def test_who_may_not_enter_observations_changes_nothing_and_is_not_invited(role: Role) -> None:
    item = content.intervention()
    observation = content.observation(item)
    client = signed_in(role)

    client.post(_add(item), FORM)
    client.post(reverse("waarnemingen:retract", args=[observation.pk]), {"reason": "Zomaar."})

    assert Observation.objects.standing().get() == observation
    shown = client.get(_screen("inspect", item.pk)).content.decode()
    assert "Goed onderbouwd" in shown
    assert "Waarneming toevoegen" not in shown
    assert "waarnemingen/intrekken" not in shown


def test_a_new_intervention_is_saved_before_it_is_observed(editor: Client) -> None:
    assert "Bewaar de interventie eerst." in editor.get(_screen("add")).content.decode()


def test_there_is_no_screen_to_change_or_delete_an_observation(editor: Client) -> None:
    observation = content.observation(content.intervention())

    for word in ("edit", "delete", "wijzigen", "verwijderen"):
        assert editor.get(f"/admin/waarnemingen/{word}/{observation.pk}/").status_code == 404


def test_the_list_of_interventions_shows_and_filters_on_what_counts_today(editor: Client) -> None:
    effective, described = content.intervention("effectief"), content.intervention("beschreven")
    content.observation(effective, "Effectief volgens sterke aanwijzingen")
    content.observation(described, "Goed beschreven", record="1400002")

    shown = editor.get(f"{_screen('list')}?niveau=sterke-aanwijzingen&register=gezonde-school")
    none = editor.get(f"{_screen('list')}?niveau=sterke-aanwijzingen&register=nji")

    assert [item.name for item in shown.context["object_list"]] == ["effectief"]
    assert "Gezonde School: Effectief volgens sterke aanwijzingen (2024)" in shown.content.decode()
    assert list(none.context["object_list"]) == []


def test_the_list_of_interventions_asks_as_much_for_many_as_for_one(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    content.observation(content.intervention("eerste"))
    editor.get(_screen("list"))
    with django_assert_max_num_queries(100) as one:
        editor.get(_screen("list"))
    for number in range(15):
        content.observation(content.intervention(f"nummer {number}"), record=str(number))

    with django_assert_max_num_queries(len(one.captured_queries)):
        editor.get(_screen("list"))


def test_who_takes_back_what_a_colleague_just_took_back_is_told_so(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    observation = content.observation(content.intervention())
    colleague = person("sanne", Role.EDITOR)

    def first(form: RetractionForm) -> None:
        retract_observation(observation=observation, by=colleague, reason="Dubbel.", at=timezone.now())

    monkeypatch.setattr(RetractionForm, "clean", first)  # between looking it up and taking it back
    answer = editor.post(reverse("waarnemingen:retract", args=[observation.pk]), {"reason": "Verkeerd."})

    assert "Deze waarneming is al ingetrokken." in answer.content.decode()
    observation.refresh_from_db()
    assert observation.retraction_reason == "Dubbel."


@time_machine.travel("2026-11-02T12:00:00+01:00", tick=False)
def test_the_tab_shows_a_reservation_with_its_term_and_no_term_of_what_is_not_recognised(editor: Client) -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd", date(2026, 9, 1), is_conditional=True)
    content.observation(item, "Niet erkend", date(2024, 3, 1), record="1400002")

    shown = editor.get(_screen("edit", item.pk)).content.decode()

    assert "Onder voorbehoud tot en met 1 maart 2027." in shown
    assert "Herbeoordeling uiterlijk" not in shown
