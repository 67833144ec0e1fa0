"""A guarded cell is harmless in a spreadsheet, and what was guarded can always be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.sources.readers.tables.formulas import guard_cell, plain_cell

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@given(st.text(alphabet="'=+-@\t\ra ") | st.text())
def test_what_is_read_is_what_was_written_and_never_starts_a_formula(text: str) -> None:
    assert plain_cell(guard_cell(text)) == text
    assert not guard_cell(text).startswith(DANGEROUS)


@pytest.mark.parametrize("text", ["'s Avonds", "'", "", "gewoon", "5-8"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guard_cell(text) == plain_cell(text) == text
