"""Somebody whom a beheerder gave no role yet."""

import pytest
from django.test import Client

from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_is_told_whom_to_ask_and_can_sign_out() -> None:
    client = Client()
    client.force_login(person("sanne"))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "Vraag de beheerder om een rol" in answer.content.decode()
    client.post("/aanmelden/logout/")
    assert "_auth_user_id" not in client.session
