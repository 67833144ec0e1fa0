"""A whole journey with every log line kept, at every level: no secret and nobody's name is in them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.vetting.verdicts import decide_verdict
from publishing.releases.delivering.receivers import RECEIVERS
from publishing.releases.outbox import deliver_outbox
from publishing.releases.previews.addresses import API, ENTRANCE
from publishing.releases.previews.models import Access
from publishing.releases.publish import publish_release
from publishing.webhooks.receiver import KIND, WebhookReceiver
from tests.cms.logs.captured import captured
from tests.factories import content
from tests.factories.people import person
from tests.factories.previews import bearer, given
from tests.factories.releases import AT, candidate
from tests.factories.verdicts import open_round, proposal
from tests.publishing.webhooks.subscriber import QUICK, Site, listening, subscribed

OWN = Path(__file__).parents[1] / "cms" / "sources" / "handleiding.md"
PASSWORD = "wachtwoord"

pytestmark = pytest.mark.django_db


def sign_in(login: str) -> list[str]:
    """Sign in after a wrong try, look around, and return what must stay secret of it."""
    client, wrong = Client(), "een-verkeerd-wachtwoord"
    address = reverse("account_login")
    for password in (wrong, PASSWORD):
        client.post(address, {"login": login, "password": password})
    assert client.get("/admin/").status_code == 200
    cookies = [one.value for one in client.cookies.values() if one.value]
    assert client.session.session_key in cookies
    return [wrong, *cookies]


def work(editor: User, other: User) -> None:
    """A manual comes in, and an intervention is judged by two people."""
    call_command("import_source", "handleiding", str(OWN), "--apply", "--by", editor.username, stdout=StringIO())
    with open_round():
        decide_verdict(
            verdict=proposal(content.intervention(), editor, is_included=False), agreed=True, by=other, at=AT, reason=""
        )


def go_out(publicist: User, site: Site) -> list[str]:
    """Freeze, show to others, publish and tell a subscriber; return the keys that were given out."""
    _, sealing_key = subscribed("Kennisnet", site.address, by=publicist)
    frozen = candidate()
    key, link = (given(frozen, publicist, kind=kind).token for kind in (Access.Kind.KEY, Access.Kind.LINK))
    assert Client().get(f"{API}/actueel", headers=bearer(key)).status_code == 200
    reader = Client()
    assert reader.post(ENTRANCE, {"naam": "Lea Lezer", "code": link}).status_code == 303
    publish_release(number=frozen.number, by=publicist, at=AT)
    deliver_outbox(at=AT)
    (told,) = site.told
    cookie, signature = reader.cookies["voorbeeld"].value, told.headers["webhook-signature"]
    return [sealing_key, sealing_key.removeprefix("whsec_"), key, link, cookie, signature]


def test_no_secret_and_no_name_is_in_any_line_of_a_whole_journey(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    cache.clear()
    settings.WEBHOOK_ALLOW_PRIVATE = True
    monkeypatch.setitem(RECEIVERS, KIND, WebhookReceiver(clock=timezone.now, sender=lambda: QUICK))
    editor, other, publicist = person("sanne", Role.EDITOR), person("karim", Role.REVIEWER), person("fatima")
    with captured() as lines, listening() as site:
        secrets = sign_in("sanne")
        with django_capture_on_commit_callbacks(execute=True):
            work(editor, other)
            secrets += go_out(publicist, site)
    secrets += [settings.SECRET_KEY, *settings.WEBHOOK_KEYS]
    secrets += User.objects.values_list("password", flat=True)
    assert [one for one in secrets if one and one in lines.text] == []
    assert [name for name in ("sanne", "Lea Lezer", "@voorbeeld.example", "karim") if name in lines.text] == []
    acts = {line["actie"] for line in lines.about("act")}
    assert acts >= {"person.signed-in", "import.applied", "verdict.decided", "release.published", "preview.given"}
    assert all({"object", "resultaat", "oorsprong", "tijdstempel"} <= set(line) for line in lines.about("act"))
