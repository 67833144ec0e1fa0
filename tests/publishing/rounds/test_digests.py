"""The morning's mail: once a day, only what is new, only to who wants it."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from lxml import html

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.digests import sending
from publishing.rounds.digests.sending import send_digests
from publishing.rounds.models import Digest, Round, RoundItem
from publishing.rounds.tasks import send_digests as task
from publishing.rounds.working import assign_items, comment_on_item
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 9, 1, 6, tzinfo=UTC)  # eight in the morning in Amsterdam
EVENING = MORNING - timedelta(hours=12)
NEXT = MORNING + timedelta(days=1)


@pytest.fixture
def item(karin: User) -> RoundItem:
    definition = content.definition(term="Spanning")
    return item_of(opened_on_release(karin), definition)


def _give(item: RoundItem, to: User | None, by: User, at: datetime = EVENING) -> None:
    assign_items(round=item.round, items=[item], to=to, by=by, at=at)


def _mailed() -> list[tuple[list[str], str]]:
    return [(one.to, str(one.subject)) for one in mail.outbox]


def test_it_tells_what_was_given_and_who_named_somebody(item: RoundItem, sanne: User, joris: User) -> None:
    _give(item, sanne, joris)
    comment_on_item(item=item, text="@sanne dit is geheim", by=joris, at=EVENING)

    assert send_digests(at=MORNING) == 1

    (letter,) = mail.outbox
    assert letter.to == [sanne.email]
    assert letter.subject == "Wegwijzer: 1 item en 1 opmerking voor jou"
    assert f"- {item.title} (van joris)" in letter.body
    assert f"- joris bij {item.title}" in letter.body
    assert reverse("wagtailadmin_home") in letter.body
    assert "geheim" not in letter.body


def test_it_comes_once_a_day_and_tells_nothing_twice(item: RoundItem, sanne: User, joris: User) -> None:
    _give(item, sanne, joris)
    assert [send_digests(at=MORNING), send_digests(at=MORNING + timedelta(hours=3)), send_digests(at=NEXT)] == [1, 0, 0]


def test_what_comes_in_after_it_is_told_the_next_morning(item: RoundItem, sanne: User, joris: User) -> None:
    assert send_digests(at=MORNING) == 0
    _give(item, sanne, joris, at=MORNING + timedelta(hours=2))
    assert send_digests(at=MORNING + timedelta(hours=3)) == 0
    assert send_digests(at=NEXT) == 1


def test_nobody_is_woken(item: RoundItem, sanne: User, joris: User) -> None:
    _give(item, sanne, joris)
    assert send_digests(at=datetime(2026, 9, 1, 4, 59, tzinfo=UTC)) == 0  # 6:59 in Amsterdam
    assert send_digests(at=datetime(2026, 9, 1, 5, 0, tzinfo=UTC)) == 1


def test_what_somebody_took_themselves_or_lost_again_is_no_news(item: RoundItem, sanne: User, joris: User) -> None:
    _give(item, sanne, sanne)
    assert send_digests(at=MORNING) == 0
    _give(item, sanne, joris, at=MORNING)  # has it already
    _give(item, None, joris, at=MORNING)
    assert send_digests(at=NEXT) == 0


def test_a_closed_round_is_no_news(item: RoundItem, sanne: User, joris: User, karin: User) -> None:
    _give(item, sanne, joris)
    Round.objects.filter(pk=item.round_id).update(closed_at=timezone.now(), closed_by=karin)
    assert send_digests(at=MORNING) == 0


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_none(item: RoundItem, sanne: User, joris: User, change: Any) -> None:
    _give(item, sanne, joris)
    User.objects.filter(pk=sanne.pk).update(**change)
    assert send_digests(at=MORNING) == 0


def test_whoever_does_not_want_it_says_so_on_the_account_page(item: RoundItem, sanne: User, joris: User) -> None:
    address = reverse("wagtailadmin_account")
    page: Any = html.fromstring(browser(sanne).get(address).content)
    (form,) = (form for form in page.forms if "ochtendmail-wanted" in form.fields)
    sent = dict(form.form_values()) | {"name_email-first_name": "Sanne", "name_email-last_name": "Bos"}
    assert sent.pop("ochtendmail-wanted") == "on"
    assert browser(sanne).post(address, sent).status_code == 302
    assert not Digest.objects.get(person=sanne).wanted

    _give(item, sanne, joris)
    assert send_digests(at=MORNING) == 0
    assert _mailed() == []


def test_who_has_no_role_is_not_asked_and_gets_none(item: RoundItem, joris: User) -> None:
    outsider = person("zonder")
    assert "ochtendmail" not in browser(outsider).get(reverse("wagtailadmin_account")).content.decode()
    send_digests(at=MORNING)
    assert not Digest.objects.filter(person=outsider).exists()


def test_a_mail_server_that_is_away_is_tried_again_and_keeps_nobody_else_waiting(
    item: RoundItem, sanne: User, joris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give(item, sanne, joris)
    comment_on_item(item=item, text="@joris zie je dit?", by=sanne, at=EVENING)
    sent = mail.send_mail

    def refuse_sanne(subject: str, text: str, by: None, to: list[str]) -> int:
        if to == [sanne.email]:
            raise SMTPException("away")
        return int(sent(subject, text, by, to))

    monkeypatch.setattr(sending, "send_mail", refuse_sanne)
    assert send_digests(at=MORNING) == 1
    monkeypatch.setattr(sending, "send_mail", sent)
    assert send_digests(at=MORNING + timedelta(minutes=15)) == 1
    assert [to for to, _ in _mailed()] == [[joris.email], [sanne.email]]


def test_of_many_the_first_are_named_and_the_rest_is_counted(karin: User, joris: User, sanne: User) -> None:
    for number in range(12):
        content.definition(term=f"Begrip {number:02}")
    made = opened_on_release(karin)
    assign_items(round=made, items=made.items.all(), to=sanne, by=joris, at=EVENING)
    send_digests(at=MORNING)
    body = mail.outbox[0].body
    assert body.count("(van joris)") == 10
    assert f"- en nog {made.items.count() - 10}" in body


def test_the_task_sends_it(item: RoundItem, sanne: User, joris: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _give(item, sanne, joris)
    monkeypatch.setattr(timezone, "now", lambda: MORNING)
    assert task() == 1


def test_who_reads_along_is_mailed_too_when_named(item: RoundItem, joris: User) -> None:
    reader = person("lezer", Role.READER)
    comment_on_item(item=item, text="@lezer jij ook?", by=joris, at=EVENING)
    assert send_digests(at=MORNING) == 1
    assert mail.outbox[0].to == [reader.email]
