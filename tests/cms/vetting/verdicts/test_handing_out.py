"""Who gets the file of a piece of evidence, and how; and what is refused before it is read."""

import io
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.evidence.offered import Link, Upload
from cms.vetting.models import Evidence, Verdict
from tests.cms.vetting.evidence.files import PDF
from tests.factories.people import person, signed_in
from tests.factories.verdicts import proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(intervention: Intervention, sanne: User) -> Evidence:
    return proposal(intervention, sanne, evidence=[Upload("besluit é.pdf", PDF)]).evidence.get()


def address(evidence: Evidence) -> str:
    return reverse("toetsing:evidence", args=[evidence.pk])


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_see_verdicts_gets_it_as_a_download_that_can_do_nothing(evidence: Evidence, role: Role) -> None:
    answer = signed_in(role).get(address(evidence))
    assert body(answer) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


def test_others_get_nothing_of_it(evidence: Evidence) -> None:
    nobody = Client()
    nobody.force_login(person("zonder rol"))
    for client in (Client(), nobody):
        answer = client.get(address(evidence))
        assert answer.status_code == 302
        assert not answer.streaming


def test_a_piece_that_is_no_file_or_not_there_is_not_found(intervention: Intervention, sanne: User) -> None:
    link = proposal(intervention, sanne, evidence=[Link("https://register.example/7")]).evidence.get()
    client = signed_in(Role.READER)
    assert client.get(address(link)).status_code == 404
    assert client.get(reverse("toetsing:evidence", args=[link.pk + 1])).status_code == 404


def test_bytes_that_were_changed_on_disk_are_not_handed_out_and_that_is_said(evidence: Evidence) -> None:
    name = f"{evidence.sha256[:2]}/{evidence.sha256}"
    storages["evidence"].delete(name)
    storages["evidence"].save(name, io.BytesIO(b"%PDF-iets anders"))
    answer: Any = signed_in(Role.READER).get(address(evidence))
    storages["evidence"].delete(name)
    assert answer.status_code == 302
    assert "is weg of beschadigd" in " ".join(map(str, get_messages(answer.wsgi_request)))


class Untouchable(io.BytesIO):
    """A request body that nobody may read."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.usefixtures("round_2026")
def test_two_gigabytes_are_refused_before_a_byte_is_read(intervention: Intervention, sanne: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sanne)
    sent = {
        "CONTENT_LENGTH": str(2 * 1024**3),
        "wsgi.input": Untouchable(),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    answer = client.post(reverse("toetsing:propose", args=[intervention.pk]), **sent)  # type: ignore[arg-type]  # WSGI
    assert answer.status_code == 302
    assert "2048 MB groot en is niet gelezen" in " ".join(map(str, get_messages(answer.wsgi_request)))
    assert not Verdict.objects.exists()


@pytest.mark.usefixtures("round_2026")
def test_looking_at_the_size_first_leaves_no_door_open_for_a_forged_form(
    intervention: Intervention, sanne: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sanne)
    answer = client.post(reverse("toetsing:propose", args=[intervention.pk]), {"is_included": "ja", "reason": "Ja."})
    assert answer.status_code == 403
    assert not Verdict.objects.exists()
