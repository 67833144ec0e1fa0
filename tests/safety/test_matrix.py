"""The table of roles holds on every road, in effects: a row that changed, and not what a page said."""

from pathlib import Path

import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.config.shut import SHUT
from tests.safety.allowed import BY_LOOKING, ON_RECORD
from tests.safety.asking import ask, put_back
from tests.safety.crawl import Crawl
from tests.safety.filling import Form
from tests.safety.matrix import FILLED, MATRIX, as_page
from tests.safety.world import SUPERUSER, World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def forms(crawl: Crawl) -> dict[str, list[Form]]:
    """The forms that a superuser is shown, by the pattern that they are sent to."""
    patterns = {address.path: address.pattern for address in crawl.addresses}
    sorted_out: dict[str, list[Form]] = {}
    for path, fields in crawl.forms_of(SUPERUSER):
        pattern = patterns.get(path, "")
        filled = FILLED.get(pattern, {})
        kept = ((name, filled.get(name, value)) for name, value in fields)
        sorted_out.setdefault(pattern, []).append((path, tuple(one for one in kept if one[1] or one[0] not in filled)))
    return sorted_out


@pytest.mark.parametrize("role", Role)
def test_each_act_has_an_effect_in_the_hands_of_its_roles_only(
    crawl: Crawl, forms: dict[str, list[Form]], role: Role
) -> None:
    done = {
        MATRIX[pattern][0]
        for pattern in MATRIX
        for _form, answer in crawl.sent(role, forms[pattern])
        if answer.written - ON_RECORD - BY_LOOKING
    }
    assert done == {words for words, roles in MATRIX.values() if role in roles}


def test_the_page_about_roles_is_the_matrix() -> None:
    assert Path("docs/roles.md").read_text(encoding="utf-8") == as_page()


@pytest.mark.parametrize(
    "door",
    [
        "pages/{page}/convert_alias/",
        "api/main/pages/{page}/action/copy/",
        "api/main/pages/{page}/action/publish/",
        "api/main/pages/{page}/action/delete/",
        "pages/{page}/workflow_history/",
        "images/add/",
        "documents/add/",
        "collections/add/",
        "workflows/add/",
        "failwhale/",
        "password_reset/",
        "snippets/choose/content/intervention/create/",
    ],
)
def test_a_shut_door_is_shut_for_a_superuser_too(crawl: Crawl, world: World, door: str) -> None:
    client = crawl.browser(SUPERUSER)
    for method in ("GET", "POST", "PUT", "DELETE"):
        with put_back():
            answer = ask(client, method, "/admin/" + door.format(page=world.page.pk))
        assert (answer.status, answer.written) == (404, frozenset())


def test_each_door_that_is_shut_has_a_reason() -> None:
    assert all(SHUT.values())


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_no_bulk_action_is_a_way_round(crawl: Crawl, world: World, role: Role, action: str) -> None:
    path = f"/admin/bulk/wagtailcore/page/{action}/?id={world.page.pk}"
    with put_back():
        answer = ask(crawl.browser(role), "POST", path, {"chooser": str(world.domain.pk), "include_descendants": "on"})
    assert answer.written <= BY_LOOKING


def test_a_beheerder_gives_nobody_more_than_the_table_has(crawl: Crawl, world: World) -> None:
    person = world.people[Role.READER]
    form = {
        "username": person.username,
        "email": person.email,
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
    }
    with put_back():
        ask(crawl.browser(Role.ADMINISTRATOR), "POST", f"/admin/users/edit/{person.pk}/", form)
        held = User.objects.get(pk=person.pk)
        assert (held.is_superuser, held.is_staff, held.user_permissions.count()) == (False, False, 0)
