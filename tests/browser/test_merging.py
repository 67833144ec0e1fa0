"""An editor merges two interventions and undoes it, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.models import Merge
from tests.browser.conftest import Visitor
from tests.factories import content

pytestmark = pytest.mark.browser


def _content() -> tuple[Intervention, Intervention]:
    """Return two interventions that are one, in four recommendations."""
    kept = content.intervention("Rustig Leren", owner="Stichting Voorbeeld", age_from=12, themes=["rust"])
    gone = content.intervention("Rustig leren voor het voortgezet onderwijs", owner="St. Voorbeeld", live=False)
    content.observation(kept, record="1400001")
    content.observation(gone, "Effectief volgens eerste aanwijzingen", record="1400002")
    domain = content.domain(title="Rust in de school")
    for title, linked in (
        ("Plan rust in de week", (kept, gone)),
        ("Geef pauzes een plek", (gone,)),
        ("Praat over prestatiedruk en vermoeidheid", (kept, gone)),
        ("Begin klein", (kept,)),
    ):
        texts = {item: f"<p>Bij {title.lower()} past week drie van {item.name}.</p>" for item in linked}
        content.recommendation(domain, title, interventions=texts)
    return kept, gone


def test_an_editor_merges_two_and_undoes_it(visitor: Visitor) -> None:
    kept, gone = _content()
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[kept.pk]))

    page.get_by_role("button", name="Acties").first.click()
    page.get_by_role("link", name="Samenvoegen met een andere").click()
    page.get_by_role("button", name="Kies interventie").click()
    page.locator(".modal").get_by_role("link", name=gone.name).click()
    page.locator(".modal-backdrop").wait_for(state="detached")
    page.get_by_role("button", name="Vergelijken").click()
    page.get_by_role("group", name="Plan rust in de week").get_by_role("radio").nth(1).check()
    page.get_by_label("Reden").fill("Dezelfde eigenaar en hetzelfde lesboek.")
    page.get_by_role("button", name="Ja, samenvoegen").click()
    expect(page.get_by_text("is samengevoegd met")).to_be_visible()

    merge = Merge.objects.get()
    assert (merge.kept, merge.gone) == (kept, gone)
    page.get_by_role("link", name="Ongedaan maken").click()
    page.get_by_role("button", name="Ja, ongedaan maken").click()
    expect(page.get_by_text("staat weer op zichzelf")).to_be_visible()
    assert set(Intervention.objects.all()) == {kept, gone}
    assert visitor.errors == []


@pytest.mark.parametrize("screen", ["choose", "compare", "undo", "list", "empty-list"])
def test_the_screens_of_merging_are_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(_address(screen))

    visitor.looks_right()
    expect(page.locator("main")).not_to_be_empty()


def _address(screen: str) -> str:
    kept, gone = _content()
    if screen == "choose":
        return reverse("samenvoegingen:choose", args=[kept.pk])
    if screen == "compare":
        return reverse("samenvoegingen:compare", args=[kept.pk, gone.pk])
    merge = None if screen == "empty-list" else _merged(kept, gone)
    return (
        reverse("samenvoegingen:undo", args=[merge.pk])
        if merge and screen == "undo"
        else reverse("samenvoegingen:index")
    )


def _merged(kept: Intervention, gone: Intervention) -> Merge:
    return merge_interventions(
        kept=kept, gone=gone, reason="Dezelfde eigenaar.", by=User.objects.get(), at=timezone.now()
    )
