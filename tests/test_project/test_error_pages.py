"""What people see when something is not there or goes wrong: Dutch, and never a stack trace."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from cms.accounts.roles import Role
from tests.factories.people import signed_in


@pytest.mark.parametrize("page", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_every_error_page_is_dutch_and_leads_back(page: str) -> None:
    shown = render_to_string(page)
    assert '<html lang="nl">' in shown
    assert 'href="/admin/"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bestaat-niet", "/admin/bestaat-niet/"])
def test_an_address_that_is_not_there_says_so(address: str) -> None:
    answer = signed_in(Role.EDITOR).get(address)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/admin"])
def test_the_bare_address_leads_to_the_workshop(address: str) -> None:
    assert Client().get(address).headers["Location"] == "/admin/"
