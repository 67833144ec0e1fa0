"""What a browser sent as a key is one, or nobody's."""

import pytest

from cms.accounts.sent import key_in, keys_in


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "٣", "²", "x", "9" * 19])
def test_what_is_no_key_is_none(text: str) -> None:
    assert key_in(text) is None


def test_a_number_that_a_database_takes_is_a_key() -> None:
    assert (key_in("17"), key_in("9" * 18)) == (17, 10**18 - 1)


def test_of_many_those_that_are_none_are_left_out() -> None:
    assert keys_in(["3", "x", "2"]) == [3, 2]
