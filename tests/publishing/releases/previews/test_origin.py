"""PREVIEW_ORIGIN is one origin, or nothing starts."""

import pytest
from pytest_django import Settings

from publishing.releases.previews.system_checks import check_origin


@pytest.mark.parametrize("origin", ["", "https://ontwerp.example.nl", "https://a.nl:8443", "http://localhost:3000"])
def test_one_origin_or_none_may_be_given(settings: Settings, origin: str) -> None:
    settings.PREVIEW_ORIGIN = origin
    assert check_origin() == []


@pytest.mark.parametrize(
    "origin",
    ["*", "null", "http://ontwerp.example.nl", "https://a.nl/", "https://a.nl, https://b.nl", "https://*.a.nl"],
)
def test_all_of_them_or_an_unsafe_one_may_not(settings: Settings, origin: str) -> None:
    settings.PREVIEW_ORIGIN = origin
    assert [found.id for found in check_origin()] == ["previews.E002"]
