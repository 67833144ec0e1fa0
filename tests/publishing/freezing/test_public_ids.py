"""Public ids: stable, readable, never given twice."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.documents.base import UNKNOWN_ID
from publishing.freezing.public_ids import Candidate, assign_public_ids, slug_of

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Plan rust in de week", "plan-rust-in-de-week"),
        ("Girls’ Talk", "girls-talk"),
        ("Girls' Talk", "girls-talk"),
        ("Leervaardigheden, motivatie & toekomstperspectief", "leervaardigheden-motivatie-toekomstperspectief"),
        ("Geïndiceerd café", "geindiceerd-cafe"),
        ("  ", "aanbeveling"),
        ("日本語", "aanbeveling"),
        ("a_b", "a-b"),
    ],
)
def test_a_title_becomes_a_readable_slug(title: str, slug: str) -> None:
    assert slug_of(title, "aanbeveling") == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slug_of("woord " * 40, "x")
    assert len(slug) <= 80
    assert slug.endswith("woord")


def test_two_items_with_one_title_get_two_ids() -> None:
    ids = assign_public_ids([Candidate(ONE, "Rust", True), Candidate(TWO, "Rust", True)], fixed={}, fallback="x")
    assert ids == {ONE: "rust", TWO: "rust-2"}


def test_an_id_of_a_retired_item_is_never_given_to_another() -> None:
    retired = {uuid4(): "rust"}
    assert assign_public_ids([Candidate(ONE, "Rust", True)], fixed=retired, fallback="x") == {ONE: "rust-2"}


def test_an_item_that_returns_gets_its_own_id_back_whatever_its_title_is_now() -> None:
    assert assign_public_ids([Candidate(ONE, "Heel anders", True)], fixed={ONE: "rust"}, fallback="x") == {ONE: "rust"}


def test_a_draft_never_takes_the_id_of_an_item_that_is_ready() -> None:
    ids = assign_public_ids([Candidate(ONE, "Rust", False), Candidate(TWO, "Rust", True)], fixed={}, fallback="x")
    assert ids == {TWO: "rust", ONE: "rust-2"}


def test_no_item_gets_the_id_that_means_unknown() -> None:
    assert assign_public_ids([Candidate(ONE, "Onbekend", True)], fixed={}, fallback="x") == {ONE: f"{UNKNOWN_ID}-2"}


candidates = st.lists(
    st.builds(Candidate, st.uuids(), st.sampled_from(["Rust", "rust!", "Rust 2", "", "Onbekend"]), st.booleans()),
    unique_by=lambda one: one.uid,
    max_size=12,
)


@given(candidates, st.randoms(use_true_random=False))
def test_ids_are_unique_and_do_not_depend_on_the_order_of_reading(some: list[Candidate], random: object) -> None:
    ids = assign_public_ids(some, fixed={}, fallback="x")
    assert len(set(ids.values())) == len(some)
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert assign_public_ids(shuffled, fixed={}, fallback="x") == ids
