"""Before there is anything, every list says what to do next."""

import pytest

from cms.accounts.roles import Role
from cms.content.models import Definition, DomainPage, Intervention
from publishing.releases.models import Release
from publishing.rounds.models import Round
from tests.factories.people import signed_in
from tests.safety.next_steps import menu, without_next_step

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_a_list_with_nothing_in_it_says_what_to_do_next(role: Role) -> None:
    client = signed_in(role)

    assert not any(kind.objects.exists() for kind in (DomainPage, Intervention, Definition, Round, Release))
    assert len(menu(client)) > 9
    assert without_next_step(client) == {}
