"""Our own words on the screens: *klaar* and never *gepubliceerd*, for publishing is what a release does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cms.accounts.roles import Role
from cms.content.models import (
    Definition,
    DomainPage,
    Intervention,
    PracticeExample,
    RecommendationPage,
    Reference,
    SelectionQuestion,
    Step,
    Text,
)
from cms.locale.catalogue import DOMAINS, FOLDER, CatalogueError, compiled, read
from tests.factories import content
from tests.factories.people import signed_in

SNIPPETS = (Definition, Intervention, PracticeExample, Reference, SelectionQuestion, Step, Text)
FORBIDDEN = re.compile(r"[^<>\"\n]*(?:publiceer|publiceren|gepublic|publicatie|\bpublish)[^<>\"\n]*", re.IGNORECASE)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_words_are_those_of_the_source(domain: str) -> None:
    assert (FOLDER / f"{domain}.mo").read_bytes() == compiled(FOLDER / f"{domain}.po"), "run: python -m cms.locale"


def test_wagtails_words_are_ours() -> None:
    assert gettext("Publish") == "Klaarzetten"
    assert gettext("Unpublish") == "Niet meer klaar"
    assert gettext("live + draft") == "klaar, met nieuwer concept"
    assert ngettext("Publish 1 page", "Publish %(counter)s pages", 2) == "%(counter)s pagina's klaarzetten"


def test_every_placeholder_of_a_word_stands_in_its_translation() -> None:
    for source, translation in read(FOLDER / "django.po").items():
        wanted = set(re.findall(r"%\(\w+\)[sd]", source))
        assert wanted >= set(re.findall(r"%\(\w+\)[sd]", translation)), source


def test_a_catalogue_with_a_line_that_is_no_catalogue_is_refused(tmp_path: object) -> None:
    path = FOLDER.__class__(str(tmp_path)) / "half.po"
    path.write_text('msgid "een"\nmsgstr een\n', encoding="utf-8")

    with pytest.raises(CatalogueError, match="regel 2"):
        read(path)


def _screens() -> Iterator[str]:
    yield from ("wagtailadmin_home", "domeinen:index", "aanbevelingen:index")
    for model in SNIPPETS:
        yield from (model.snippet_viewset.get_url_name(view) for view in ("list", "add"))


def _visible(text: str) -> str:
    """Drop what nobody reads: scripts, and the names of buttons in forms."""
    text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    return re.sub(r'(name|value|href|class|id|data-[\w-]+|action|src)="[^"]*"', "", text)


@pytest.mark.django_db
@pytest.mark.parametrize("screen", list(_screens()))
def test_no_list_and_no_empty_editor_says_gepubliceerd(screen: str) -> None:
    shown = _visible(signed_in(Role.EDITOR).get(reverse(screen)).content.decode())

    assert not FORBIDDEN.findall(shown)


@pytest.mark.django_db
def test_no_editor_of_something_that_is_ready_says_gepubliceerd() -> None:
    domain = content.domain()
    items: list[Any] = [content.intervention(), content.text(), content.step(), content.definition()]
    pages: list[Any] = [domain, content.recommendation(domain)]
    editor = signed_in(Role.EDITOR)
    for item in [*items, *pages]:
        item.save_revision().publish()
        item.save_revision()
    addresses = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    addresses += [reverse("wagtailadmin_pages:history", args=[page.pk]) for page in pages]
    addresses += [reverse("wagtailadmin_pages:unpublish", args=[page.pk]) for page in pages]
    addresses += [reverse("wagtailadmin_explore", args=[page.get_parent().pk]) for page in pages]
    for item in items:
        for view in ("edit", "history", "unpublish", "delete"):
            addresses.append(reverse(item.snippet_viewset.get_url_name(view), args=[item.pk]))

    for address in addresses:
        shown = _visible(editor.get(address).content.decode())
        assert not FORBIDDEN.findall(shown), address
        assert "laar" in shown or "Wegwijzer" in shown


def test_kinds_are_named_in_dutch() -> None:
    assert {str(model._meta.verbose_name) for model in (DomainPage, RecommendationPage, *SNIPPETS)} == {
        "aanbeveling",
        "begrip",
        "domein",
        "interventie",
        "keuzevraag",
        "praktijkvoorbeeld",
        "stap",
        "tekst",
        "verwijzing",
    }
