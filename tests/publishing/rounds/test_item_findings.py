"""Findings on the page of an item: what blocks, what may stand for a round and why, and where to mend it."""

from typing import Any

import msgspec
import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.acceptances.models import AcceptedWarning
from publishing.documents.registry import COLLECTIONS, KINDS
from publishing.rounds.models import Round
from publishing.rounds.screens.item_workshop import anchor_of
from tests.factories import content
from tests.factories.forms import intervention_row, recommendation_form
from tests.factories.people import person, signed_in
from tests.factories.rounds import item_of, judged, made_ready, opened, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db
VAGUE = '<p>Kijk <a href="https://bron.example/rust">hier</a>.</p>'


def at(round: Round, item: Any, what: str = "show") -> str:
    return reverse(f"rondeitem:{what}", args=[item_of(round, item).pk])


def shown(round: Round, item: Any, user: User) -> Any:
    return browser(user).get(at(round, item))


def accept(round: Round, item: Any, by: User, reason: str = "Een citaat.") -> Any:
    key = shown(round, item, by).context["findings"][0].key
    return browser(by).post(at(round, item, "accept"), {"bevinding": key, "reden": reason})


def test_what_blocks_comes_first_and_leads_to_the_field(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition(body=VAGUE + '<p><a href="#">De kennisbank van rust</a></p>')
    made = opened(karin)
    page = shown(made, definition, sanne)
    assert [one.is_blocking for one in page.context["findings"]] == [True, False]
    editor = reverse(type(definition).snippet_viewset.get_url_name("edit"), args=[definition.pk])
    assert f'href="{editor}#panel-body-section">Omschrijving</a>' in page.content.decode()
    assert editor not in shown(made, definition, joris).content.decode()


def test_a_warning_may_stand_with_a_reason_and_be_taken_back(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    accept(made, definition, sanne, "Zo heet de <i>bron</i>.")
    held = AcceptedWarning.objects.get()
    assert (held.reason, held.accepted_by, held.round_year) == ("Zo heet de <i>bron</i>.", sanne, 2026)
    page = shown(made, definition, joris).content.decode()
    assert "Mag blijven staan" in page
    assert "Zo heet de &lt;i&gt;bron&lt;/i&gt;. <small>sanne" in page
    browser(sanne).post(at(made, definition, "withdraw"), {"acceptatie": held.pk})
    held.refresh_from_db()
    assert held.withdrawn_by == sanne
    assert "Mag blijven staan" not in shown(made, definition, sanne).content.decode()


def test_without_a_reason_it_stays_open_and_the_form_says_why(karin: User, sanne: User) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    assert "Geef een reden" in accept(made, definition, sanne, " ").content.decode()
    assert not AcceptedWarning.objects.exists()


def test_what_blocks_is_never_let_stand(karin: User, sanne: User) -> None:
    definition = content.definition(body='<p><a href="#">De kennisbank van rust</a></p>')
    made = opened(karin)
    assert "houdt de uitgave tegen en kan niet blijven staan" in accept(made, definition, sanne).content.decode()
    assert not AcceptedWarning.objects.exists()


def test_a_warning_that_was_mended_meanwhile_is_not_accepted(karin: User, sanne: User) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    key = shown(made, definition, sanne).context["findings"][0].key
    made_ready(definition, sanne, body="<p>Goed zo.</p>")
    answer = browser(sanne).post(at(made, definition, "accept"), {"bevinding": key, "reden": "Mag."})
    assert "Deze waarschuwing is er niet meer" in answer.content.decode()
    assert "Er is niets gevonden." in answer.content.decode()
    assert not AcceptedWarning.objects.exists()


def test_another_text_there_is_a_new_question(karin: User, sanne: User) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    accept(made, definition, sanne)
    made_ready(definition, sanne, body='<p>Kijk <a href="https://bron.example/anders">hier</a>.</p>')
    assert "Mag blijven staan" not in shown(made, definition, sanne).content.decode()


@pytest.mark.parametrize("key", ["", "x", "9" * 40])
def test_an_acceptance_that_is_none_takes_nothing_back(karin: User, sanne: User, key: str) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    accept(made, definition, sanne)
    answer = browser(sanne).post(at(made, definition, "withdraw"), {"acceptatie": key})
    assert "hoort niet (meer) bij dit item" in answer.content.decode()
    assert AcceptedWarning.objects.standing().exists()


def test_the_acceptance_of_another_item_is_left_alone(karin: User, sanne: User) -> None:
    one, other = content.definition(body=VAGUE), content.definition("Stress", body=VAGUE)
    made = opened(karin)
    accept(made, one, sanne)
    browser(sanne).post(at(made, other, "withdraw"), {"acceptatie": AcceptedWarning.objects.get().pk})
    assert AcceptedWarning.objects.standing().exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.READER])
def test_who_is_no_editor_accepts_nothing(karin: User, sanne: User, role: Role) -> None:
    definition = content.definition(body=VAGUE)
    made = opened(karin)
    accept(made, definition, person("els", role))
    assert not AcceptedWarning.objects.exists()


def test_every_published_field_is_found_in_its_editor(sanne: User) -> None:
    domain, client = content.domain(), browser(sanne)
    pages = {"domein": domain, "aanbeveling": content.recommendation(domain)}
    snippets = {
        "tekst": content.text(),
        "stap": content.step(),
        "interventie": content.intervention(),
        "praktijkvoorbeeld": content.practice_example(),
        "keuzevraag": content.selection_question(),
        "begrip": content.definition(),
        "verwijzing": content.reference(),
    }
    addresses = {kind: reverse("wagtailadmin_pages:edit", args=[page.pk]) for kind, page in pages.items()}
    for kind, item in snippets.items():
        addresses[kind] = reverse(type(item).snippet_viewset.get_url_name("edit"), args=[item.pk])
    assert set(addresses) == {kind.name for kind in COLLECTIONS}
    for kind, address in addresses.items():
        editor = client.get(address).content.decode()
        for field in msgspec.structs.fields(KINDS[kind].shape):
            if field.encode_name != "id":
                assert f'id="{anchor_of(kind, field.encode_name)}"' in editor, (kind, field.encode_name)


def test_who_writes_hears_what_holds_the_item_up_in_this_round(karin: User, sanne: User, joris: User) -> None:
    """A verdict that is not there holds up the release, so the editor must not call the form clean."""
    linked = content.intervention("Samen Sterk")
    content.observation(linked)
    page = content.recommendation(content.domain(), interventions={linked: "<p>De spelregels passen.</p>"})
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    row = {**intervention_row(linked, "De spelregels passen."), "id": str(page.intervention_links.get().pk)}
    form = recommendation_form(links=[row]) | {"intervention_links-INITIAL_FORMS": "1"}
    editor = signed_in(Role.EDITOR)

    def found() -> list[str]:
        told = editor.post(f"{address}?bevindingen=1", form).json()
        return [one["tekst"] for one in told["bevindingen"] if one["veld"] == "intervention_links"]

    assert found() == []
    opened_on_release(karin)
    (said,) = found()
    assert "er is dit jaar geen oordeel over dat klopt" in said
    judged(linked, sanne, joris)
    assert found() == []


def test_a_finding_calls_an_item_by_its_name(karin: User, joris: User) -> None:
    found = content.intervention("Rustig Leren")
    content.observation(found)
    page = content.recommendation(content.domain(), interventions={found: "<p>Doe dit.</p>"})
    told = shown(opened_on_release(karin), page, joris).content.decode()
    assert "Interventie &#x27;Rustig Leren&#x27; staat hierbij" in told
    assert "rustig-leren" not in told.split("Bevindingen")[1].split("Zo komt het")[0]
