"""Without an open round every screen says so in a sentence, and nothing is proposed."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.models import Verdict
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
SENTENCE = "Er is nu geen open jaarronde."


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def test_the_list_the_tab_and_the_explanation_say_so(editor: Client, intervention: Intervention) -> None:
    edit = reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[intervention.pk])
    for address in (reverse("toetsing:index"), edit, reverse("toetsing:explain", args=[intervention.pk])):
        assert SENTENCE in editor.get(address).content.decode(), address


def test_nothing_is_proposed(editor: Client, intervention: Intervention) -> None:
    answer = editor.post(
        reverse("toetsing:propose", args=[intervention.pk]), {"is_included": "ja", "reason": "Ja.", "seen": "x"}
    )
    assert SENTENCE in " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert not Verdict.objects.exists()
