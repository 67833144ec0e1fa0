"""What a reader is told of a change: what it refers to, its texts, its sentences."""

from datetime import date
from typing import Any

import pytest

from publishing.documents.difference import Pieces
from publishing.releases.changes import Change, LevelChange, Setting
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.details import Detail
from publishing.releases.comparing.filters import Filters
from publishing.releases.comparing.listing import ChangePage, ShownChange, change_page
from publishing.releases.comparing.sentences import ending_sentences, level_sentences, setting_sentences
from publishing.releases.comparing.stored import stored_details
from tests.publishing.releases.comparing.stories import last_year, this_year


def text(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def details() -> dict[str, Detail]:
    old, new = last_year(), this_year()
    changes = compare_releases(old=old, new=new).changes
    return {one.change.id: one for one in stored_details(changes, old=old, new=new)}


def page(number: int = 1, filters: Filters | None = None) -> ChangePage:
    old, new = last_year(), this_year()
    return change_page(compare_releases(old=old, new=new), filters or Filters(), old=old, new=new, page=number)


def ids(shown: ChangePage) -> list[str]:
    return [one.change.id for _, group in shown.groups for one in group]


@pytest.mark.django_db
def test_of_a_text_the_words_that_changed_are_marked_and_what_stayed_is_counted() -> None:
    (field,) = details()["rust"].fields
    changed, added = field.shown
    assert (field.label, field.same) == ("Tekst", 1)
    assert (text(changed.beside.old), text(changed.beside.new)) == (
        "Houd [een] middag vrij.",
        "Houd [elke] middag vrij.",
    )
    assert text(added.beside.new) == "[Dit komt erbij.]"


@pytest.mark.django_db
def test_what_a_recommendation_refers_to_is_told_by_name() -> None:
    told = [(one.what, one.kind, one.title) for one in details()["rust"].links]
    assert told == [
        ("changed", "interventie", "Stijgt"),
        ("added", "interventie", "Komt erbij"),
        ("order", "interventie", "Daalt"),
        ("removed", "praktijkvoorbeeld", "De stille dinsdag"),
    ]


@pytest.mark.django_db
def test_other_mark_up_is_said_to_be_only_that() -> None:
    (field,) = details()["druk"].fields
    assert (field.is_markup, field.shown) == (True, ())


@pytest.mark.django_db
def test_an_ending_tells_why_and_what_comes_instead() -> None:
    told = {one.change.id: ShownChange(one).sentences for one in details().values()}
    assert told["stress"] == ["Reden: Staat nu bij druk.", "In de plaats komt ‘=Druk’."]
    assert told["dinsdag"] == ["Er is niet opgeschreven waarom."]
    assert told["welzijn"] == ["Staat nu vooraan."]
    assert told["verhuist"] == [
        "Stond eerst in het domein ‘Klimaat’ en staat nu in ‘Thuis’.",
        "Staat nu na ‘Praat samen’.",
    ]


@pytest.mark.django_db
def test_what_comes_back_says_when_it_ended() -> None:
    change = next(one for one in compare_releases(old=this_year(), new=last_year()).changes if one.id == "stress")
    assert (change.change, change.returned) == ("new", "2026.1")


def test_what_was_not_vetted_yet_is_no_riddle() -> None:
    change = Change(change="retired", kind="interventie", id="a", title="A")
    assert "geen oordeel dat geldt" in next(ending_sentences(change, left_out="niet-getoetst"))


def test_every_step_of_a_recognition_has_its_sentence() -> None:
    level, then, now = "goed-onderbouwd", date(2020, 1, 2), date(2026, 2, 3)

    def step(what: Any, old: date | None, new: date | None) -> LevelChange:
        sides = {"old_level": level if old else "", "new_level": level if new else ""}
        return LevelChange(what=what, register="nji", record="x", old_date=old, new_date=new, **sides)

    levels = [step("new", None, now), step("ended", then, None), step("other", then, now), step("other", then, then)]
    change = Change(change="changed", kind="interventie", id="a", title="A", levels=levels)
    assert [sentence for _, sentence in level_sentences(change)] == [
        "NJi (registratie x): nieuwe erkenning. Goed onderbouwd, erkend op 3 februari 2026.",
        "NJi (registratie x): telt niet meer mee. Was goed onderbouwd, erkend op 2 januari 2020.",
        "NJi (registratie x): het niveau bleef goed onderbouwd. De datum was 2 januari 2020 en wordt 3 februari 2026.",
        "NJi (registratie x): het niveau bleef goed onderbouwd. Alleen het webadres is anders.",
    ]


def test_settings_of_the_release_are_told_too() -> None:
    settings = [Setting(field="uitgever", old=None, new="Kenniswerkplaats")]
    assert list(setting_sentences(settings)) == ["De uitgever: was leeg, wordt Kenniswerkplaats."]


@pytest.mark.django_db
class TestFilters:
    """The list shows what was asked for, and beside every choice how many that would be."""

    def test_all_that_changed_stands_by_domain_and_what_stands_in_none_last(self) -> None:
        assert [title for title, _ in page().groups] == ["Klimaat", "Thuis", "In meer domeinen", "Buiten de domeinen"]

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"domain": "thuis"}, ["verhuist"]),
            ({"kind": "interventie"}, ["stijgt", "komt", "daalt"]),
            ({"sort": "omhoog"}, ["stijgt"]),
            ({"sort": "omlaag"}, ["daalt"]),
            ({"sort": "verplaatst"}, ["verhuist", "welzijn"]),
            ({"sort": "vervallen", "words": "bij DRUK"}, ["stress"]),
            ({"domain": "weg-ermee"}, []),
        ],
    )
    def test_a_choice_finds(self, filters: dict[str, str], found: list[str]) -> None:
        assert ids(page(filters=Filters(**filters))) == found

    def test_beside_a_choice_stands_how_many_it_would_find(self) -> None:
        counts = {one.value: one.count for one in page(filters=Filters(domain="klimaat")).choices["sort"]}
        assert (counts[""], counts["nieuw"], counts["omhoog"], counts["omlaag"]) == (4, 1, 1, 0)

    def test_a_page_that_is_not_there_is_the_last(self) -> None:
        assert (page(99).page, page(0).page) == (1, 1)
