"""Merging through the screens: choose, compare, confirm, undo; and who may not."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.content.models import Intervention, InterventionLink
from cms.vetting.models import Merge, Observation
from tests.cms.vetting.merging.conftest import Pair
from tests.cms.vetting.merging.state import links, rows
from tests.factories import content
from tests.factories.forms import resubmit
from tests.factories.people import signed_in, superuser

REASON = {"reason": "Dezelfde eigenaar."}


@pytest.fixture
def editor(pair: Pair) -> Client:
    client = Client()
    client.force_login(pair.editor)
    return client


def _compare(pair: Pair) -> str:
    return reverse("samenvoegingen:compare", args=[pair.kept.pk, pair.gone.pk])


def _screen(view: str, item: Intervention) -> str:
    return reverse(Intervention.snippet_viewset.get_url_name(view), args=[item.pk])


def _messages(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def _seen(client: Client, pair: Pair) -> dict[str, str]:
    return {"seen": client.get(_compare(pair)).context["comparison"].seen}


def test_the_editor_of_an_intervention_leads_to_the_first_step(editor: Client, pair: Pair) -> None:
    first = reverse("samenvoegingen:choose", args=[pair.kept.pk])

    assert first in editor.get(_screen("edit", pair.kept)).content.decode()
    assert "Welke blijft?" in editor.get(first).content.decode()


@pytest.mark.parametrize(("stays", "order"), [("this", "kept gone"), ("other", "gone kept")])
def test_the_first_step_leads_to_the_comparison_of_both(editor: Client, pair: Pair, stays: str, order: str) -> None:
    answer = editor.post(reverse("samenvoegingen:choose", args=[pair.kept.pk]), {"other": pair.gone.pk, "stays": stays})

    pks = [getattr(pair, name).pk for name in order.split()]
    assert answer.headers["Location"] == reverse("samenvoegingen:compare", args=pks)


def test_the_first_step_refuses_the_same_one_nothing_and_a_merged_one(editor: Client, pair: Pair) -> None:
    first = reverse("samenvoegingen:choose", args=[pair.kept.pk])

    same = editor.post(first, {"other": pair.kept.pk, "stays": "this"}).content.decode()
    nothing = editor.post(first, {"stays": "this"}).content.decode()
    pair.merge()
    merged = editor.post(first, {"other": pair.gone.pk, "stays": "this"})

    assert "met zichzelf samenvoegen kan niet" in same
    assert "Kies de interventie die dezelfde is als deze." in nothing
    assert merged.status_code == 200


def test_the_comparison_shows_what_differs_and_what_will_happen(editor: Client, pair: Pair) -> None:
    content.recommendation(pair.domain, "Plan rust", interventions={pair.gone: "<p>Week drie.</p>"})

    shown = editor.get(_compare(pair))

    differing = {line.label for line in shown.context["comparison"].lines if line.differs}
    assert differing == {"Naam", "Records in registers", "Aanbevelingen"}
    text = shown.content.decode()
    assert "1 waarneming verhuist naar Rustig Leren." in text
    assert "1 aanbeveling verwijst voortaan naar Rustig Leren" in text
    assert "nog nooit uitgegeven" in text
    assert rows()["links"] == list(InterventionLink.objects.values_list())


def test_confirming_merges_and_offers_to_undo(editor: Client, pair: Pair) -> None:
    answer = editor.post(_compare(pair), REASON | _seen(editor, pair))

    merge = Merge.objects.get()
    assert answer.headers["Location"] == _screen("edit", pair.kept)
    assert "is samengevoegd met" in _messages(answer)
    assert reverse("samenvoegingen:undo", args=[merge.pk]) in _messages(answer)
    assert (merge.reason, merge.merged_by) == ("Dezelfde eigenaar.", pair.editor)


@pytest.mark.parametrize(("choice", "stays"), [("kept", "<p>Een.</p>"), ("gone", "<p>Twee.</p>")])
def test_the_chosen_text_stays(editor: Client, pair: Pair, choice: str, stays: str) -> None:
    page = content.recommendation(pair.domain, interventions={pair.kept: "<p>Een.</p>", pair.gone: "<p>Twee.</p>"})
    shown = editor.get(_compare(pair)).content.decode()
    assert "Een." in shown
    assert "Twee." in shown

    editor.post(_compare(pair), REASON | _seen(editor, pair) | {f"text-{page.uid}": choice})

    assert links(page) == [(pair.kept.pk, stays)]


def test_without_a_reason_or_a_choice_nothing_happens_and_that_is_said(editor: Client, pair: Pair) -> None:
    content.recommendation(pair.domain, interventions={pair.kept: "<p>Een.</p>", pair.gone: "<p>Twee.</p>"})

    answer = editor.post(_compare(pair), _seen(editor, pair)).content.decode()

    assert "Geef een reden" in answer
    assert "verplicht veld" in answer
    assert not Merge.objects.exists()


def test_what_changed_meanwhile_is_shown_before_anything_is_merged(editor: Client, pair: Pair) -> None:
    seen = _seen(editor, pair)
    content.observation(pair.gone, record="1400003")

    refused = editor.post(_compare(pair), REASON | seen)
    assert "Bekijk de vergelijking opnieuw" in refused.content.decode()
    assert not Merge.objects.exists()

    again = {"seen": refused.context["form"]["seen"].value()}
    editor.post(_compare(pair), REASON | again)
    assert Merge.objects.exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_only_editors_merge_and_undo_and_the_others_see_the_list(pair: Pair, role: Role) -> None:
    client = signed_in(role)
    before = rows()

    client.post(_compare(pair), REASON)
    assert rows() == before
    merge = pair.merge()
    client.post(reverse("samenvoegingen:undo", args=[merge.pk]))

    assert Merge.objects.standing().exists()
    listed = client.get(reverse("samenvoegingen:index")).content.decode()
    assert "Rustig leren VO" in listed
    assert "Kan nog ongedaan." in listed
    assert reverse("samenvoegingen:undo", args=[merge.pk]) not in listed
    assert "Samenvoegen met een andere" not in client.get(_screen("inspect", pair.kept)).content.decode()


def test_who_has_no_role_sees_nothing_of_it(pair: Pair) -> None:
    assert signed_in().get(reverse("samenvoegingen:index")).status_code == 302


def test_a_superuser_may_merge(pair: Pair) -> None:
    client = Client()
    client.force_login(superuser())

    client.post(_compare(pair), REASON | _seen(client, pair))

    assert Merge.objects.get().merged_by.username == "technisch"


def test_undoing_on_screen_gives_everything_back(editor: Client, pair: Pair) -> None:
    before = rows()
    merge = pair.merge()
    undo = reverse("samenvoegingen:undo", args=[merge.pk])
    assert "Ja, ongedaan maken" in editor.get(undo).content.decode()

    answer = editor.post(undo)

    assert rows() == before
    assert "staat weer op zichzelf" in _messages(answer)
    listed = editor.get(reverse("samenvoegingen:index")).content.decode()
    assert "ongedaan gemaakt" in listed
    assert undo not in listed
    assert "al ongedaan gemaakt" in editor.get(undo).content.decode()
    assert "al ongedaan gemaakt" in _messages(editor.post(undo))


def test_a_recommendation_edited_since_is_named_when_the_merge_is_undone(editor: Client, pair: Pair) -> None:
    page = content.recommendation(pair.domain, "Plan rust", interventions={pair.gone: "<p>Week drie.</p>"})
    merge = pair.merge()
    InterventionLink.objects.filter(recommendation=page).update(tailored_text="<p>Week vier.</p>")

    answer = editor.post(reverse("samenvoegingen:undo", args=[merge.pk]))

    assert "niet teruggezet: &#x27;Plan rust&#x27;" in _messages(answer).replace("'", "&#x27;")
    assert links(page) == [(pair.kept.pk, "<p>Week vier.</p>")]


@pytest.mark.parametrize("view", ["edit", "inspect"])
def test_the_old_address_of_the_gone_one_leads_to_the_kept_one(editor: Client, pair: Pair, view: str) -> None:
    pair.merge()

    answer = editor.get(_screen(view, pair.gone))

    assert answer.headers["Location"] == _screen(view, pair.kept)
    assert "is samengevoegd met &#x27;Rustig Leren&#x27;" in _messages(answer).replace("'", "&#x27;")


def test_who_was_editing_the_gone_one_is_told_that_nothing_was_saved(editor: Client, pair: Pair) -> None:
    pair.merge()
    before = rows()

    answer = editor.post(_screen("edit", pair.gone), {"name": "Een andere naam", "action-publish": "1"})

    assert "niet bewaard" in _messages(answer)
    assert rows() == before


def test_an_address_that_never_was_gives_not_found(editor: Client, pair: Pair) -> None:
    missing = reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[987654])

    assert editor.get(missing).status_code == 404
    assert editor.get(reverse("samenvoegingen:compare", args=[pair.kept.pk, pair.kept.pk])).status_code == 404
    assert editor.get(reverse("samenvoegingen:choose", args=[987654])).status_code == 404


def test_who_was_editing_a_recommendation_cannot_bring_the_gone_one_back(editor: Client, pair: Pair) -> None:
    page = content.recommendation(pair.domain, interventions={pair.gone: "<p>Week drie.</p>"})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    pair.merge()

    answer: Any = resubmit(editor, address, **{"intervention_links-0-intervention": str(pair.gone.pk)})

    assert answer.status_code == 200
    assert links(page) == [(pair.kept.pk, "<p>Week drie.</p>")]


def test_an_observation_for_one_that_was_merged_meanwhile_is_refused_in_words(
    editor: Client, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"register": "gezonde-school", "record": "1", "raw_label": "Goed onderbouwd"}
    address = reverse("waarnemingen:add", args=[pair.gone.pk])
    look = Intervention.objects.get(pk=pair.gone.pk)
    monkeypatch.setattr("cms.vetting.screens.observations.get_object_or_404", lambda *_, **__: look)
    pair.merge()

    answer = editor.post(address, form)

    assert "verwijderd of samengevoegd" in answer.content.decode()
    assert Observation.objects.count() == 2


def test_the_list_of_merges_asks_no_more_for_twenty_than_for_one(
    editor: Client, pair: Pair, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("samenvoegingen:index")
    assert "Er is nog niets samengevoegd." in editor.get(address).content.decode()
    for number in range(20):
        pair.merge(gone=content.intervention(f"Dubbel {number}"))

    with django_assert_max_num_queries(18):
        listed = editor.get(address).content.decode()

    assert listed.count("button-small") == 20
