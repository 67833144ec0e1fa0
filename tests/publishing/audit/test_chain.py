"""Any chain verifies as it was made, and any single change to it is noticed."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publishing.audit.chain import ORIGIN, START, Break, Fault, Head, Link, first_break, hash_of, link_after

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.one_of(TEXT, st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.none(), st.lists(TEXT, max_size=3))
CONTENTS = st.dictionaries(TEXT.filter(lambda name: name not in ("sequence", "previous")), VALUES, max_size=5)


def chained(contents: list[dict[str, Any]]) -> tuple[list[Link], Head]:
    links, head = list[Link](), START
    for content in contents:
        links.append(link_after(head, content))
        head = Head(links[-1].sequence, links[-1].hash)
    return links, head


def broken(links: list[Link], head: Head, **witnesses: Head) -> Break | None:
    return first_break(links, head=head, witnesses=witnesses)


CHAINS = st.lists(CONTENTS, min_size=1, max_size=6).map(chained)


@given(CHAINS, st.data())
def test_any_sequence_verifies_and_so_does_every_head_it_ever_had(
    chain: tuple[list[Link], Head], data: st.DataObject
) -> None:
    links, head = chain
    earlier = data.draw(st.sampled_from(links))
    assert broken(links, head, catalogus=Head(earlier.sequence, earlier.hash)) is None


@given(CHAINS, st.data())
def test_any_change_of_what_a_link_says_is_noticed_at_that_link(
    chain: tuple[list[Link], Head], data: st.DataObject
) -> None:
    links, head = chain
    place = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(CONTENTS.filter(lambda content: canonical(content) != canonical(links[place].content)))
    links[place] = replace(links[place], content=other)
    assert broken(links, head) == Break(place + 1, Fault.CHANGED)


def canonical(content: Any) -> str:
    return hash_of(1, ORIGIN, content)


@given(CHAINS, st.data(), st.sampled_from(["hash", "previous"]))
def test_any_other_hash_is_noticed(chain: tuple[list[Link], Head], data: st.DataObject, name: str) -> None:
    links, head = chain
    place = data.draw(st.integers(0, len(links) - 1))
    links[place] = replace(links[place], **{name: "f" * 64})  # type: ignore[arg-type]  # both are text
    found = broken(links, head)
    assert found is not None
    assert found.sequence == place + 1


@given(CHAINS, st.data())
def test_any_link_that_is_gone_is_noticed(chain: tuple[list[Link], Head], data: st.DataObject) -> None:
    links, head = chain
    gone = data.draw(st.integers(0, len(links) - 1))
    del links[gone]
    assert broken(links, head) == Break(gone + 1, Fault.MISSING)


@given(CHAINS.filter(lambda chain: len(chain[0]) > 1), st.data())
def test_any_two_that_change_places_are_noticed_at_the_first(
    chain: tuple[list[Link], Head], data: st.DataObject
) -> None:
    links, head = chain
    one, two = sorted(data.draw(st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True)))
    first, second = links[one], links[two]
    links[one] = replace(second, sequence=first.sequence)
    links[two] = replace(first, sequence=second.sequence)
    assert broken(links, head) == Break(one + 1, Fault.MOVED)


@given(CHAINS, st.data())
def test_a_whole_chain_that_was_made_anew_is_noticed_by_who_wrote_its_head_down(
    chain: tuple[list[Link], Head], data: st.DataObject
) -> None:
    links, head = chain
    place = data.draw(st.integers(0, len(links) - 1))
    contents: list[Any] = [link.content for link in links]
    contents[place] = {"verzonnen": True}
    forged, forged_head = chained(contents)
    assert broken(forged, forged_head) is None
    if forged_head != head:
        assert broken(forged, forged_head, catalogus=head) == Break(head.sequence, Fault.NOT_THE_WITNESS, "catalogus")


@given(CHAINS, st.data())
def test_a_tail_that_was_cut_off_with_the_head_put_back_is_noticed_by_who_wrote_it_down(
    chain: tuple[list[Link], Head], data: st.DataObject
) -> None:
    links, head = chain
    left = data.draw(st.integers(0, len(links) - 1))
    cut = links[:left]
    head_put_back = Head(left, cut[-1].hash) if cut else START
    assert broken(cut, head_put_back) is None
    assert broken(cut, head_put_back, catalogus=head) == Break(left + 1, Fault.MISSING, "catalogus")


def test_a_head_that_is_behind_is_noticed() -> None:
    links, _ = chained([{"wat": "een"}, {"wat": "twee"}])
    assert broken(links, Head(1, links[0].hash)) == Break(2, Fault.NOT_THE_HEAD)


def test_a_link_before_the_first_is_noticed() -> None:
    links, head = chained([{"wat": "een"}])
    assert broken([replace(links[0], sequence=0), *links], head) == Break(1, Fault.MOVED)


def test_the_break_is_told_with_who_says_so() -> None:
    assert str(Break(3, Fault.MISSING)) == "gebeurtenis 3 in de keten ontbreekt"
    assert str(Break(3, Fault.NOT_THE_WITNESS, "de catalogus")).endswith("elders is vastgelegd (de catalogus)")
