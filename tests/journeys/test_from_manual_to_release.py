"""The whole story: a manual comes in, people edit it, it goes live, changes, and comes back."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import Role
from cms.content import models as content
from publishing.releases.models import Release
from tests.factories.forms import PAGE, intervention_row, recommendation_form
from tests.factories.people import person
from tests.factories.releases import approvers
from tests.factories.sealed import sealed

OWN = Path(__file__).parents[1] / "cms" / "sources" / "handleiding.md"
REAL = Path(__file__).parents[3] / "shared" / "data" / "handleiding.md"
SNIPPETS = (content.Text, content.Step, content.SelectionQuestion, content.Definition, content.Reference)
ADDRESS = "https://voorbeeld.example/gevonden"

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[OWN, REAL], ids=["own", "real"])
def manual(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    if not path.is_file():
        pytest.skip("the real manual is not beside this checkout (../shared/data/handleiding.md)")
    return path


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def edit(client: Client, address: str, mend: Callable[[QueryDict], None]) -> None:
    """Open an editor, change what stands in its form, and press Klaarzetten."""
    page = client.get(address).content.decode()
    form_id = "w-editor-form" if 'id="w-editor-form"' in page else "page-edit-form"
    form = querydict_from_html(page, form_id=form_id)
    mend(form)
    form["action-publish"] = "action-publish"
    answer = client.post(address, form)
    assert answer.status_code == 302, f"{address} was not accepted"


def mend_links(form: QueryDict) -> None:
    """Give every link that leads nowhere an address."""
    for name in list(form):
        form[name] = str(form[name]).replace('"url": "#"', f'"url": "{ADDRESS}"')
    if "url" in form and form["url"] in ("", "#"):
        form["url"] = ADDRESS


def write_score_texts(form: QueryDict) -> None:
    """Write what the manual does not hold."""
    mend_links(form)
    form["when_low"], form["when_high"] = "De gangen zijn vol en luid.", "De gangen zijn rustig."


def snippet_editor(item: Any) -> str:
    return reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])


def page_editor(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def bodies(client: Client, number: str) -> dict[str, bytes]:
    """Fetch every pinned address of a release, following the collections."""
    base = f"/api/v1/uitgaven/{number}"
    addresses = [f"{base}/manifest", f"{base}/bundel"]
    singles = [f"{base}/verantwoording"]
    kinds = client.get(f"{base}/manifest").json()["documenten"]
    collections = set(client.get(base).json()["aantallen"])
    addresses += [f"{base}/{collection}" for collection in sorted(collections)]
    addresses += [
        f"{base}/{collection}/{item['id']}"
        for collection in sorted(collections)
        for item in client.get(f"{base}/{collection}?limiet=500").json()["items"]
    ]
    addresses += singles
    assert len(addresses) == 2 + len(collections) + len(kinds)
    fetched = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in fetched.values()} == {200}
    return {address: b"".join(answer) if answer.streaming else answer.content for address, answer in fetched.items()}


def bring_in(manual: Path, editor: Client) -> None:
    """The manual comes in as drafts; an editor mends it, and adds a recommendation with an intervention."""
    run("import_source", "handleiding", str(manual), "--apply", "--by", "redacteur")
    assert content.DomainPage.objects.count() == 8
    assert not content.Text.objects.ready().exists()
    for model in SNIPPETS:
        for item in model.objects.all():
            edit(editor, snippet_editor(item), mend_links)
    for page in content.DomainPage.objects.all():
        edit(editor, page_editor(page), write_score_texts)
    intervention = content.Intervention.objects.create(name="Rustig Leren (fictief)")
    add_recommendation(editor, links=[intervention_row(intervention)])


def add_recommendation(editor: Client, **fields: Any) -> None:
    domain = content.DomainPage.objects.get(number=2)
    address = reverse("wagtailadmin_pages:add", args=["content", "recommendationpage", domain.pk])
    assert editor.post(address, recommendation_form(**fields) | PAGE).status_code == 302


def change_a_year(editor: Client) -> None:
    """A text changes, a recommendation ends, another comes."""
    text = content.Text.objects.get(key="introductie")
    edit(editor, snippet_editor(text), lambda form: form.__setitem__("title", "Welkom"))
    recommendation = content.RecommendationPage.objects.get()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[recommendation.pk]))
    add_recommendation(editor, title="Zet de bel zachter")


def release(number: str, world: Client) -> dict[str, bytes]:
    """Freeze what a closed round took in, and publish; return every pinned byte of it."""
    sealed(date(int(number[:4]), 7, 31))
    run("freeze_release", number, "--reference-date", f"{number[:4]}-07-31", "--by", "redacteur")
    candidate = Release.objects.candidate(number)
    assert candidate is not None
    assert candidate.latest_freeze.blocking == []
    for approver in approvers():
        run("approve_release", number, "--digest", candidate.digest, "--by", approver.username)
    run("publish_release", number, "--by", "publicist")
    assert world.get("/api/v1/actueel").json()["nummer"] == number
    return bodies(world, number)


def test_from_the_manual_to_a_release_and_back(manual: Path) -> None:
    editor, world = Client(), Client()
    editor.force_login(person("redacteur", Role.EDITOR))
    person("publicist", Role.PUBLISHER)

    bring_in(manual, editor)
    assert world.get("/api/v1/actueel").status_code == 404
    first = release("2025.1", world)
    change_a_year(editor)
    second = release("2026.1", world)

    told = run("compare_releases", "2025.1", "2026.1")
    assert "nieuw: aanbeveling 'Zet de bel zachter'" in told
    assert "vervallen: aanbeveling 'Plan rust in de week'" in told
    assert "gewijzigd: tekst 'Welkom'" in told
    gone = world.get("/api/v1/actueel/aanbevelingen/plan-rust-in-de-week")
    assert (gone.status_code, gone.json()["vervallenIn"]) == (410, "2026.1")
    for number in ("2025.1", "2026.1"):  # back in a second, and forward again
        run("rollback_release", number, "--reason", "Proef", "--by", "publicist")
        assert world.get("/api/v1/actueel/manifest").json()["nummer"] == number
    assert bodies(world, "2025.1") == first
    assert bodies(world, "2026.1") == second
    assert "klopt" in run("verify_store")
    assert "klopt" in run("verify_release", "2025.1")
