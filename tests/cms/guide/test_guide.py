"""The guide says what is so: everybody can read it, and no button or screen that it names is gone."""

import re
from functools import cache

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from cms.accounts.roles import Role
from cms.guide.reading import Chapter, chapters, search
from publishing.rounds.risk import Risk
from publishing.rounds.states import ItemState
from tests.factories.people import person, signed_in
from tests.factories.rounds import opened
from tests.test_project.tree import ROOT

EVERY = list(chapters().values())


@cache
def shown_in_screens() -> str:
    """Return all that our templates and screens can show, in one text, with single spaces."""
    files = [path for part in ("cms", "publishing", "exporters") for path in (ROOT / part).rglob("*")]
    screens = [path for path in files if path.suffix in {".html", ".js", ".py", ".po"} and "guide" not in path.parts]
    return re.sub(r"\s+", " ", " ".join(path.read_text(encoding="utf-8") for path in screens))


def is_shown(label: str) -> bool:
    """Whether something is called just that: a whole text between tags, or a whole string in quotes."""
    return re.search(rf"""[>"'}}] ?{re.escape(label)} ?[<"'{{]""", shown_in_screens()) is not None


@pytest.mark.parametrize("chapter", EVERY, ids=lambda chapter: chapter.slug)
def test_every_button_and_screen_that_it_names_is_there(chapter: Chapter) -> None:
    assert [label for label in chapter.labels if not is_shown(label)] == []


def test_the_list_of_words_has_every_state_of_an_item_and_what_a_register_may_say_otherwise() -> None:
    told = [*ItemState.labels, Risk.LEVEL_CHANGED.label, Risk.UNSURE.label]
    assert [label for label in told if f"<td>{label}</td>" not in chapters()["woorden"].html] == []


@pytest.mark.parametrize("gone", ["Maak alles in een keer goed", "Bevestig het hele", "van de ronde"])
def test_a_button_that_is_nowhere_is_noticed(gone: str) -> None:
    assert not is_shown(gone)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_every_role_reads_every_chapter_from_the_contents(role: Role) -> None:
    client = signed_in(role)
    contents = client.get(reverse("handleiding:index")).content.decode()
    for chapter in EVERY:
        address = reverse("handleiding:chapter", args=[chapter.slug])
        assert f'href="{address}">{chapter.title}</a>' in contents
        page = client.get(address)
        assert page.status_code == 200
        assert re.search(rf"<title>\s*{re.escape(chapter.title)}", page.content.decode())
        assert "**" not in page.content.decode()


@pytest.mark.django_db
def test_nobody_reads_it_without_signing_in() -> None:
    assert Client().get(reverse("handleiding:index")).status_code == 302


@pytest.mark.django_db
def test_the_year_on_one_page_says_the_dates_of_the_open_round_and_none_between_rounds() -> None:
    client, address = signed_in(Role.EDITOR), reverse("handleiding:chapter", args=["het-jaar"])
    assert "Dit jaar:" not in client.get(address).content.decode()

    round = opened(person("publicist", Role.PUBLISHER))

    page = " ".join(strip_tags(client.get(address).content.decode()).split())
    assert f"de ijkdatum is {date_format(round.reference_date, 'j F Y')}" in page
    assert f"klaar uiterlijk op {date_format(round.deadline, 'j F Y')}." in page
    assert "Dit jaar:" not in client.get(reverse("handleiding:chapter", args=["toetsen"])).content.decode()


@pytest.mark.django_db
def test_a_chapter_that_is_not_there_says_so() -> None:
    assert signed_in(Role.EDITOR).get("/admin/handleiding/bestaat-niet/").status_code == 404


@pytest.mark.parametrize(
    ("words", "first"),
    [("herstelcode", "als-het-misgaat#ik-mijn-telefoon-of-sleutel-kwijt-ben"), ("IJKDATUM", "het-jaar")],
)
@pytest.mark.django_db
def test_who_looks_for_a_word_is_led_to_the_section_where_it_stands(words: str, first: str) -> None:
    slug, _, anchor = first.partition("#")
    address = reverse("handleiding:chapter", args=[slug]) + (f"#{anchor}" if anchor else "")

    page = signed_in(Role.EDITOR).get(reverse("handleiding:index"), {"q": words}).content.decode()

    assert re.findall(r'<li>\s*<a href="(/admin/handleiding/[^"]+)"', page)[0] == address


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["krokodil", "<script>alert(1)</script>", "x" * 5000])
def test_what_is_nowhere_in_it_says_so_and_shows_the_chapters(words: str) -> None:
    page = signed_in(Role.EDITOR).get(reverse("handleiding:index"), {"q": words}).content.decode()

    assert "Niets gevonden" in page
    assert "<script>alert" not in page
    assert all(f">{chapter.title}</a>" in page for chapter in EVERY)


def test_every_word_looked_for_stands_in_what_is_found_and_a_title_goes_first() -> None:
    found = search("ronde sluiten")

    assert len(found) > 1
    assert all("ronde" in f"{one.title} {one.text}".casefold() for one in found)
    assert {one.title for one in search("beheer")[:2]} == {"Als beheerder", "Beheer"}
    assert search("  ") == []
