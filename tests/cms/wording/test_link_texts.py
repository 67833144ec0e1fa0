"""Link texts that say nothing."""

import pytest

from cms.wording.link_texts import is_vague


@pytest.mark.parametrize(
    "text",
    [
        "hier",
        "Hier",
        "klik hier",
        "Klik dan hier!",
        "deze website",
        "deze link",
        "lees meer",
        "Meer informatie",
        "",
        "→",
    ],
)
def test_a_text_that_only_points_is_vague(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    ["deze werkvormen", "deze inspiratiekaart", "de checklist", "checklist", "www.voorbeeld.example", "Lees het plan"],
)
def test_a_text_that_names_what_is_found_is_not_vague(text: str) -> None:
    assert not is_vague(text)
