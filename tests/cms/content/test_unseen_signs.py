"""The editor is told which field holds a sign that nobody sees, and where in it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.content.models import InterventionLink, Substantiation
from tests.factories import content

pytestmark = pytest.mark.django_db


def refusals(item: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    return dict(refused.value.message_dict)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"name": "Rust\x07ig"}, {"name": 5}),
        ({"summary": "<p>Een <b>les\x85sen</b>reeks</p>"}, {"summary": 8}),
        ({"themes": ["rust", "stil\x0bte"]}, {"themes": 5}),
        ({"name": "\ufffeRust", "owner": "Bureau\ud800"}, {"name": 1, "owner": 7}),
    ],
)
def test_a_snippet_is_refused_with_each_field_and_place(fields: dict[str, Any], where: dict[str, int]) -> None:
    item = content.intervention()
    for name, value in fields.items():
        setattr(item, name, value)
    found = refusals(item)
    assert set(found) == set(where)
    for name, place in where.items():
        assert found[name][0].startswith(f"Op plaats {place}, ")


def test_a_page_and_its_rows_are_refused_too() -> None:
    page = content.domain()
    page.when_low = "Gespannen\x1f sfeer"
    assert "vlak na 'Gespannen'" in refusals(page)["when_low"][0]
    assert "text" in refusals(Substantiation(text="Bron\x00", url=""))
    link = InterventionLink(intervention=content.intervention(), tailored_text="<p>Past\x9f</p>")
    assert "tailored_text" in refusals(link)


def test_other_faults_are_told_beside_it() -> None:
    item = content.intervention()
    item.name, item.url = "Rust\x07", "geen adres"
    assert set(refusals(item)) == {"name", "url"}


def test_lines_and_tabs_are_no_fault() -> None:
    page = content.domain()
    page.when_low = written = "Een regel\r\nen nog\tEen."
    page.full_clean()
    assert page.when_low == written
