"""Where a link leads."""

import pytest

from cms.wording.link_targets import TargetFault, fault_of_target


@pytest.mark.parametrize("target", ["", "#", "  ", " # "])
def test_a_link_that_leads_nowhere_is_empty(target: str) -> None:
    assert fault_of_target(target) is TargetFault.EMPTY


@pytest.mark.parametrize("target", ["http://voorbeeld.example", "HTTP://voorbeeld.example"])
def test_http_is_insecure(target: str) -> None:
    assert fault_of_target(target) is TargetFault.INSECURE


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "ms-word:x"])
def test_what_no_browser_should_open_is_named(target: str) -> None:
    assert fault_of_target(target) is TargetFault.UNKNOWN_SCHEME


@pytest.mark.parametrize(
    "target", ["https://voorbeeld.example", "mailto:a@b.example", "tel:030", "www.x.example", "#a"]
)
def test_an_address_that_opens_is_fine(target: str) -> None:
    assert fault_of_target(target) is None
