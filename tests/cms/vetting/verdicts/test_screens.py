"""Proposing and deciding through the screens, and what the tab of an intervention says of it."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Consultation, Evidence, Verdict
from tests.cms.vetting.evidence.files import EXE, PDF
from tests.factories import content
from tests.factories.people import person, signed_in, superuser
from tests.factories.verdicts import DAY, decided, no_round, open_round, proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("round_2026")]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(intervention: Intervention, **fields: Any) -> dict[str, Any]:
    seen = digest_of(facts_of([intervention.pk], DAY)[intervention.pk])
    return {"is_included": "ja", "reason": "Past bij ons.", "urls": "", "note": "", "seen": seen, **fields}


def propose_at(intervention: Intervention) -> str:
    return reverse("toetsing:propose", args=[intervention.pk])


def decide_at(verdict: Verdict) -> str:
    return reverse("toetsing:decide", args=[verdict.pk])


def tab(intervention: Intervention, view: str = "edit") -> str:
    return reverse(Intervention.snippet_viewset.get_url_name(view), args=[intervention.pk])


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_an_editor_proposes_with_every_kind_of_evidence(intervention: Intervention, sanne: User) -> None:
    observation = intervention.observations.get()
    fields = form(
        intervention,
        urls="https://register.example/7\nhttps://register.example/8",
        note="Onderaan de pagina.",
        read_again=[str(observation.pk)],
        file=SimpleUploadedFile("besluit.pdf", PDF),
    )

    answer = browser(sanne).post(propose_at(intervention), fields)

    verdict = Verdict.objects.get()
    assert (verdict.is_included, verdict.round_year, verdict.proposed_by) == (True, 2026, sanne)
    kinds = [(one.kind, one.note) for one in verdict.evidence.all()]
    assert kinds == [("url", "Onderaan de pagina."), ("url", ""), ("file", ""), ("consultation", "")]
    assert "Een ander moet erover beslissen" in told(answer)
    assert "geen bewijs" not in told(answer)


def test_a_proposal_without_evidence_is_made_with_a_warning(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    answer = browser(sanne).post(propose_at(intervention), form(intervention))

    assert "Er zit geen bewijs bij van dit jaar" in told(answer)
    shown = browser(joris).get(decide_at(Verdict.objects.get())).content.decode()
    assert "Kijk zelf in het register voor je beslist" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Geef een reden"),
        ({"is_included": ""}, "Kies: opnemen of niet opnemen."),
        ({"urls": "javascript:alert(1)"}, "is geen webadres"),
        ({"urls": " ".join(f"https://x.example/{n}" for n in range(21))}, "hooguit 20 passen"),
        ({"file": SimpleUploadedFile("besluit.pdf", EXE)}, "Windows-programma"),
        ({"file": SimpleUploadedFile("leeg.pdf", b"")}, "Dit bestand is leeg"),
        ({"read_again": ["999999"]}, "Selecteer een geldige keuze"),
        ({"seen": "0" * 64}, "Kijk nog eens"),
    ],
)
def test_a_wrong_proposal_is_refused_in_words_and_leaves_nothing(
    intervention: Intervention, sanne: User, changes: dict[str, Any], sentence: str
) -> None:
    for file in changes.values():
        if isinstance(file, SimpleUploadedFile):
            file.seek(0)
    answer = browser(sanne).post(propose_at(intervention), form(intervention, **changes))

    assert sentence in answer.content.decode()
    assert not Verdict.objects.exists()
    assert not Evidence.objects.exists()
    assert not Consultation.objects.exists()


def test_a_proposal_on_a_screen_that_is_out_of_date_shows_what_is_known_now(
    intervention: Intervention, sanne: User
) -> None:
    opened = form(intervention)
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))
    client = browser(sanne)

    answer = client.post(propose_at(intervention), opened)
    shown = answer.content.decode()
    assert "Sinds dit scherm" in shown or "Sinds je dit scherm opende" in shown
    assert "niet erkend op 01-06-2026" in shown

    client.post(propose_at(intervention), {**opened, "seen": answer.context["form"]["seen"].value()})
    assert Verdict.objects.get().seen()[0].level == "niet-erkend"


def test_another_person_decides(intervention: Intervention, sanne: User, joris: User) -> None:
    verdict = proposal(intervention, sanne)

    answer = browser(joris).post(decide_at(verdict), {"agreed": "ja", "reason": ""})

    verdict.refresh_from_db()
    assert (verdict.agreed, verdict.decided_by) == (True, joris)
    assert "Je bent akkoord met het voorstel van sanne." in told(answer)


def test_a_disagreement_needs_a_reason_and_both_views_stay(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict, client = proposal(intervention, sanne), browser(joris)

    refused = client.post(decide_at(verdict), {"agreed": "nee", "reason": ""})
    assert "Zeg waarom je het er niet mee eens bent." in refused.content.decode()
    client.post(decide_at(verdict), {"agreed": "nee", "reason": "De leeftijd past niet."})

    shown = browser(sanne).get(tab(intervention)).content.decode()
    assert "Past bij ons." in shown
    assert "De leeftijd past niet." in shown
    assert "Oordeel voorstellen" in shown


@pytest.mark.parametrize("make", [lambda: person("piet", Role.EDITOR, Role.REVIEWER), lambda: superuser()])
def test_the_screen_refuses_who_proposed_it_whoever_that_is(intervention: Intervention, make: Any) -> None:
    somebody = make()
    verdict, client = proposal(intervention, somebody), browser(somebody)
    sentence = "Dit stelde je zelf voor. Een ander moet erover beslissen."

    assert sentence in client.get(tab(intervention)).content.decode()
    shown = client.get(decide_at(verdict)).content.decode()
    assert sentence in shown
    assert "Besluit vastleggen" not in shown
    answer = client.post(decide_at(verdict), {"agreed": "ja", "reason": ""})

    assert sentence in answer.content.decode()
    verdict.refresh_from_db()
    assert verdict.decided_by is None


def test_who_comes_second_is_told_who_decided(intervention: Intervention, sanne: User, joris: User) -> None:
    verdict = decided(intervention, sanne, joris)
    late = browser(person("fatima", Role.REVIEWER))

    assert "joris heeft hier al over beslist." in told(late.get(decide_at(verdict)))
    answer = late.post(decide_at(verdict), {"agreed": "nee", "reason": "Toch niet."})

    assert "joris heeft hier al over beslist." in answer.content.decode()
    verdict.refresh_from_db()
    assert (verdict.agreed, verdict.decided_by) == (True, joris)


def test_the_decision_page_shows_old_beside_new_and_refuses_to_agree(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = proposal(intervention, sanne)
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))
    client = browser(joris)

    shown = client.get(decide_at(verdict)).content.decode()
    assert "<del>erkend als goed onderbouwd op 01-03-2024</del>" in shown
    assert "<ins>niet erkend op 01-06-2026</ins>" in shown
    assert "Een redacteur stelt dan opnieuw voor." in client.post(decide_at(verdict), {"agreed": "ja"}).content.decode()


def test_the_tab_says_why_a_verdict_went_stale(intervention: Intervention, sanne: User, joris: User) -> None:
    decided(intervention, sanne, joris)
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))

    shown = browser(sanne).get(tab(intervention)).content.decode()

    assert "verlopen" in shown
    assert "<ins>niet erkend op 01-06-2026</ins>" in shown
    assert "Beslist door joris" in shown


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_who_may_only_look_sees_it_and_changes_nothing(intervention: Intervention, sanne: User, role: Role) -> None:
    other = content.intervention("Stille Dagen")
    content.observation(other, record="2")
    verdict, client = proposal(intervention, sanne), signed_in(role)

    client.post(propose_at(other), form(other))
    client.post(decide_at(verdict), {"agreed": "ja", "reason": ""})
    client.post(reverse("toetsing:agree"), {"oordeel": [verdict.pk]})

    assert Verdict.objects.get().decided_by is None
    shown = client.get(tab(intervention, "inspect")).content.decode()
    assert "Past bij ons." in shown
    assert "Beslissen" not in shown
    assert "Oordeel voorstellen" not in shown


def test_an_editor_does_not_decide_and_a_reviewer_does_not_propose(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    browser(joris).post(propose_at(intervention), form(intervention))
    assert not Verdict.objects.exists()
    verdict = proposal(intervention, sanne)
    browser(person("ella", Role.EDITOR)).post(decide_at(verdict), {"agreed": "ja", "reason": ""})
    verdict.refresh_from_db()
    assert verdict.decided_by is None


def test_an_intervention_that_was_deleted_meanwhile_is_said_to_be_gone(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = proposal(intervention, sanne)
    intervention.delete()
    client = browser(joris)

    assert client.get(decide_at(verdict)).status_code == 200
    answer = client.post(decide_at(verdict), {"agreed": "ja", "reason": ""})
    assert "intussen verwijderd of samengevoegd" in answer.content.decode()


def test_the_explanation_is_a_screen_too(intervention: Intervention, sanne: User, joris: User) -> None:
    decided(intervention, sanne, joris)
    shown = browser(joris).get(reverse("toetsing:explain", args=[intervention.pk]) + "?ronde=2026").content.decode()
    assert "Ze staat erin: sanne stelde dat voor en joris was akkoord." in shown
    absent = browser(sanne).get(reverse("toetsing:explain", args=[intervention.pk]) + "?ronde=2031").content.decode()
    assert "Er is geen ronde 2031" in absent


def test_a_proposal_of_before_the_reference_date_moved_is_not_agreed_with(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = proposal(intervention, sanne)
    with open_round(reference_date=date(2026, 8, 31), order=-2):
        answer = browser(joris).post(decide_at(verdict), {"agreed": "ja", "reason": ""})
        told_many = told(browser(joris).post(reverse("toetsing:agree"), {"oordeel": [verdict.pk]}))

    assert "is er iets veranderd aan de ijkdatum" in answer.content.decode()
    assert "is er iets veranderd aan de ijkdatum" in told_many
    verdict.refresh_from_db()
    assert verdict.decided_by is None


def test_the_tab_of_what_was_let_go_asks_for_no_verdict(intervention: Intervention, sanne: User) -> None:
    content.let_go(intervention)

    shown = browser(sanne).get(reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[intervention.pk]))

    assert "Er is geen oordeel over nodig." in shown.content.decode()
    assert reverse("toetsing:propose", args=[intervention.pk]) not in shown.content.decode()


def test_a_proposal_of_a_round_that_is_no_longer_open_is_not_decided(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = proposal(intervention, sanne)
    with open_round(year=2027, order=-2):
        answer = browser(joris).post(decide_at(verdict), {"agreed": "nee", "reason": "Past niet."})
    with no_round():
        closed = browser(joris).post(decide_at(verdict), {"agreed": "ja", "reason": ""})
        told_many = told(browser(joris).post(reverse("toetsing:agree"), {"oordeel": [verdict.pk]}))

    assert "De jaarronde 2026 is niet meer open." in answer.content.decode()
    assert "Er is nu geen open jaarronde." in closed.content.decode()
    assert "Er is nu geen open jaarronde." in told_many
    verdict.refresh_from_db()
    assert verdict.decided_by is None
