"""*Status* in a real browser: all well and much wrong, wide and narrow, light and dark."""

import pytest

from cms.accounts.roles import Role
from tests.browser.conftest import Visitor
from tests.factories.people import person
from tests.publishing.status.test_page import backed_up, everything_ran, troubled

pytestmark = pytest.mark.browser

ADDRESS = "/admin/status/"


@pytest.mark.parametrize("moment", ["well", "wrong"])
def test_the_screen_fits_and_is_accessible(visitor: Visitor, moment: str) -> None:
    everything_ran()
    backed_up()
    if moment == "wrong":
        troubled(3)
        person("een-heel-lange-gebruikersnaam-" * 4, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)
    visitor.sign_in(Role.ADMINISTRATOR)
    visitor.fits(ADDRESS, f"status-{moment}")
    page = visitor.page
    button = page.get_by_role("button", name="Ik heb de rechten nagelopen")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Vastgelegd: je hebt de rechten nagelopen.").wait_for()
    assert visitor.errors == []
    assert visitor.outside == []
