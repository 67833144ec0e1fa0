"""The rule of the link rows, over any rows."""

from hypothesis import given
from hypothesis import strategies as st

from cms.vetting.merging.links import Row, change_of, links_both, merged, restored

KEPT, GONE = 1, 2
TEXTS = st.text(alphabet="abc", max_size=3)


@st.composite
def _rows(draw: st.DrawFn) -> list[Row]:
    linked = draw(st.lists(st.tuples(st.sampled_from([KEPT, GONE, 3, 4, None]), TEXTS), max_size=6))
    return [
        {"pk": place + 10, "uid": f"u{place}", "sort_order": place, "intervention": item, "tailored_text": text}
        for place, (item, text) in enumerate(linked)
    ]


@given(_rows(), st.sampled_from([KEPT, GONE]))
def test_undoing_gives_back_the_very_rows(rows: list[Row], text_of: int) -> None:
    after = merged(rows, kept=KEPT, gone=GONE, text_of=text_of)
    change = change_of(rows, after, kept=KEPT, gone=GONE)

    assert (change is None) == all(row["intervention"] != GONE for row in rows)
    assert (after if change is None else restored(after, change, kept=KEPT)) == rows


@given(_rows(), st.sampled_from([KEPT, GONE]))
def test_after_a_merge_only_the_kept_one_is_linked_with_the_chosen_text(rows: list[Row], text_of: int) -> None:
    after = merged(rows, kept=KEPT, gone=GONE, text_of=text_of)

    both = links_both(rows, kept=KEPT, gone=GONE)
    staying = {text_of} if both else {KEPT, GONE}
    expected = [row["uid"] for row in rows if row["intervention"] not in {KEPT, GONE} - staying]
    assert [row["uid"] for row in after] == expected
    assert GONE not in {row["intervention"] for row in after}
    texts = {row["uid"]: row["tailored_text"] for row in rows}
    assert all(row["tailored_text"] == texts[row["uid"]] for row in after)


@given(_rows(), _rows())
def test_rows_that_say_something_else_by_now_are_not_put_back(rows: list[Row], edited: list[Row]) -> None:
    after = merged(rows, kept=KEPT, gone=GONE, text_of=KEPT)
    change = change_of(rows, after, kept=KEPT, gone=GONE)
    said = {(row["uid"], row["tailored_text"]) for row in edited if row["intervention"] == KEPT}

    if change is not None and said != {(row["uid"], row["tailored_text"]) for row in change.after}:
        assert restored(edited, change, kept=KEPT) is None
