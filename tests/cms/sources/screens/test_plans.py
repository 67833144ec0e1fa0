"""A file comes in on the screens, a task makes its plan, and what was decided is applied."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.sources.deciding.decide import accept_safe_rows
from cms.sources.models import ImportPlan, Stage, Upload
from cms.sources.tasks import read_upload_task, sweep_plans
from tests.cms.sources.deciding.plans import AT, decide, stored_plan
from tests.cms.sources.registers.files import HEADER, RUST
from tests.cms.sources.workbooks import sheet, workbook
from tests.factories.content import domain, intervention, recommendation
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

Upload_ = Callable[..., HttpResponse]


@pytest.fixture
def client() -> Client:
    return signed_in(Role.EDITOR, name="sanne")


@pytest.fixture
def send(client: Client, django_capture_on_commit_callbacks: Any) -> Upload_:
    """Return a function that uploads a file, with the tasks that follow from it."""

    def send(data: bytes, name: str = "register.csv", **fields: str) -> HttpResponse:
        form = {"kind": "gezonde-school", "extent": "deel", **fields, "file": SimpleUploadedFile(name, data)}
        with django_capture_on_commit_callbacks(execute=True):
            answer: Any = client.post(reverse("bronnen:add"), form)
        return answer

    return send


def file_of(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


def told(answer: Any) -> str:
    """Return the messages of an answer."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_an_upload_leads_to_its_plan_and_nothing_of_the_file_is_kept(send: Upload_) -> None:
    answer = send(file_of(RUST))
    plan = ImportPlan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("bronnen:plan", args=[plan.pk]))
    assert (plan.stage, plan.rows.count(), plan.created_by.username) == (Stage.OPEN, 1, "sanne")
    assert not Upload.objects.exists()
    assert not Intervention.objects.exists()


def test_what_a_file_says_of_persons_is_stored_nowhere(send: Upload_) -> None:
    lines = [f"{HEADER};Contactpersoon;E-mail", f"{RUST};Kees Verzonnen;kees@voorbeeld.example"]
    lines.append("7;Stilte;;;;;;Bel 06-12345678;;Kees Verzonnen;")
    send("\n".join(lines).encode())
    plan = ImportPlan.objects.get()
    kept = " ".join(str(row.row) for row in plan.rows.all()) + plan.message
    assert "Kees" not in kept
    assert "kees@" not in kept
    assert "12345678" not in kept
    assert any("gegevens van personen" in finding["message"] for finding in plan.findings)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n....", "foto.csv", "een afbeelding (PNG)"),
        (b"Naam;Iets\nRustig;1", "x.csv", "ontbreekt"),
        (b"a\x00b", "x.csv", "NUL-byte"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_on_its_page(
    send: Upload_, client: Client, data: bytes, name: str, words: str
) -> None:
    answer = send(data, name)
    page = client.get(answer["Location"]).content.decode()
    assert "kan niet worden ingelezen" in page
    assert words in page
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_stored(client: Client, settings: Any) -> None:
    file = BytesIO(b"x" * 26_000_000)
    file.name = "groot.csv"
    answer = client.post(reverse("bronnen:add"), {"kind": "nji", "extent": "deel", "file": file})
    assert "hooguit 25 MB" in answer.content.decode()
    assert not ImportPlan.objects.exists()


@pytest.mark.parametrize("missing", ["kind", "file"])
def test_a_form_that_is_not_complete_says_so_and_stores_nothing(client: Client, missing: str) -> None:
    form = {"kind": "nji", "extent": "deel", "file": SimpleUploadedFile("x.csv", b"Naam")}
    del form[missing]
    answer = client.post(reverse("bronnen:add"), form)
    assert answer.status_code == 200
    assert not ImportPlan.objects.exists()


def test_of_a_workbook_with_several_sheets_the_editor_chooses_one(
    send: Upload_, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    rows = [HEADER.split(";"), RUST.split(";")]
    answer = send(workbook(sheet(rows), sheet(rows), names=("Lijst", "Oud")), "twee.xlsx")
    plan = ImportPlan.objects.get()
    assert (plan.stage, plan.sheets) == (Stage.ASKED, ["Lijst", "Oud"])
    assert "Welk blad bedoel je?" in client.get(answer["Location"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("bronnen:sheet", args=[plan.pk]), {"sheet": "Bestaat niet"})
        client.post(reverse("bronnen:sheet", args=[plan.pk]), {"sheet": "Lijst"})
    plan.refresh_from_db()
    assert (plan.stage, plan.rows.count()) == (Stage.OPEN, 1)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_who_is_no_editor_sees_plans_and_changes_none(role: Role, editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    decide(plan.rows.get(), editor, record="accept")
    other = signed_in(role, name="ander")
    assert "register.csv" in other.get(reverse("bronnen:index")).content.decode()
    other.post(reverse("bronnen:add"), {"kind": "nji", "extent": "deel", "file": SimpleUploadedFile("x.csv", b"Naam")})
    for action in ("apply", "close", "stop"):
        other.post(reverse(f"bronnen:{action}", args=[plan.pk]))
    plan = ImportPlan.objects.get()
    assert plan.stage == Stage.OPEN
    assert not Intervention.objects.exists()


def test_applying_says_first_what_it_will_do_and_then_does_exactly_that(
    client: Client, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    plan = stored_plan(RUST, "7;Stilte;;;;;;;", "1;Fout;Heel goed;;;;;;", by=editor)
    accept_safe_rows(plan=plan, row_class="new", by=editor, at=AT)
    decide(plan.rows.get(title="Stilte"), editor, record="reject")
    address = reverse("bronnen:apply", args=[plan.pk])
    page = client.get(address).content.decode()
    assert "<b>1</b> nieuw item" in page
    assert "<b>1</b> afwijzing" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    plan.refresh_from_db()
    assert (plan.stage, plan.done, plan.total) == (Stage.OPEN, 2, 2)
    assert [one.name for one in Intervention.objects.all()] == ["Rustig Leren"]


def test_without_decisions_there_is_nothing_to_apply(client: Client, editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    address = reverse("bronnen:apply", args=[plan.pk])
    assert "nog niets besloten" in client.get(address).content.decode()
    assert "nog niets besloten" in told(client.post(address))


def test_a_plan_that_no_worker_takes_says_so_and_is_handed_out_again(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    form = {"kind": "gezonde-school", "extent": "deel", "file": SimpleUploadedFile("x.csv", file_of(RUST))}
    answer = client.post(reverse("bronnen:add"), form)  # the task is lost: nothing runs on commit here
    plan = ImportPlan.objects.get()
    status = reverse("bronnen:status", args=[plan.pk])
    assert client.get(status).json()["late"] is False
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        assert client.get(status).json()["late"] is True
        assert "Er gebeurt al even niets" in client.get(answer["Location"]).content.decode()
        assert sweep_plans() == 1
    assert ImportPlan.objects.get().stage == Stage.OPEN


def test_a_closed_plan_takes_no_decisions_until_it_is_opened_again(client: Client, editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    close = reverse("bronnen:close", args=[plan.pk])
    client.post(close)
    assert ImportPlan.objects.get().stage == Stage.CLOSED
    assert "afgesloten" in told(client.post(reverse("bronnen:apply", args=[plan.pk])))
    client.post(close, {"open": "1"})
    assert ImportPlan.objects.get().stage == Stage.OPEN


def test_the_rows_that_failed_come_out_as_a_file_that_can_be_mended_and_loaded_again(
    client: Client, editor: User, send: Upload_
) -> None:
    wrong = "9;=Sommen Maken;Heel goed;;;-9 maanden tot twee jaar;;;"
    plan = stored_plan(wrong, RUST, by=editor)
    answer = client.get(reverse("bronnen:failed", args=[plan.pk]))
    assert "register-fouten.csv" in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    assert "'Heel goed' is geen bekend erkenningsniveau" in text
    assert "'=Sommen Maken" in text, "a spreadsheet must not take it for a formula"
    assert "Rustig Leren" not in text
    send(text.replace("Heel goed;", "Goed onderbouwd;", 1).encode("utf-8-sig"))
    row = ImportPlan.objects.latest("pk").rows.get()
    assert (row.row_class, row.title) == ("new", "=Sommen Maken")
    assert dict(row.changes())["age_from"].new == "-0.75"


def test_a_heading_that_a_spreadsheet_would_take_for_a_formula_comes_out_harmless(
    send: Upload_, client: Client
) -> None:
    send(f"{HEADER.replace('Naam', '=Naam')}\n{RUST.replace('Goed onderbouwd', 'Onzin')}".encode(), "x.csv")
    out = client.get(reverse("bronnen:failed", args=[ImportPlan.objects.get().pk])).content.decode()
    assert ";'=Naam;" in out


def test_the_list_says_what_is_left_to_decide_and_an_empty_one_what_to_do(client: Client, editor: User) -> None:
    assert "Er is nog niets ingelezen" in client.get(reverse("bronnen:index")).content.decode()
    stored_plan(RUST, "7;Stilte;;;;;;;", by=editor)
    assert "2 van 2" in client.get(reverse("bronnen:index")).content.decode()


def test_a_pasted_page_becomes_a_plan_of_one_row(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    text = "Rustig Leren\nErkend als: Goed onderbouwd\nOp: 24-09-2020\nContactpersoon: Kees Verzonnen"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("bronnen:paste"), {"kind": "nji", "text": text})
    plan = ImportPlan.objects.get()
    row = plan.rows.get()
    assert (plan.complete, row.row_class, row.title) == (False, "new", "Rustig Leren")
    assert "Kees" not in str(row.row)


def test_a_pasted_text_that_is_no_page_of_a_register_is_refused_and_stays_in_the_form(client: Client) -> None:
    answer = client.post(reverse("bronnen:paste"), {"kind": "nji", "text": "Boodschappen: melk en brood"})
    assert answer.status_code == 200
    assert "melk en brood" in answer.content.decode()
    assert answer.context["form"].errors["text"]
    assert not ImportPlan.objects.exists()


def test_the_workbook_goes_out_and_comes_back_without_a_change(client: Client, send: Upload_) -> None:
    recommendation(domain(), interventions={intervention("Rustig Leren"): "<p>Werkt aan rust.</p>"})
    answer = client.get(reverse("bronnen:workbook"))
    assert "werkmap" in answer["Content-Disposition"]
    send(answer.content, "werkmap.xlsx", kind="workbook")
    plan = ImportPlan.objects.get()
    assert (plan.stage, plan.message) == (Stage.OPEN, "")
    assert {row.row_class for row in plan.rows.all()} == {"unchanged"}
    assert plan.rows.count() == 3


def test_making_a_plan_writes_to_plans_and_to_nothing_else(editor: User) -> None:
    content_of_before = intervention("Rustig Leren")
    with CaptureQueriesContext(connection) as queries:
        stored_plan(RUST, "7;Stilte;;;;;;;", "1;Fout;Heel goed;;;;;;", by=editor, complete=True)
    written = (re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', query["sql"]) for query in queries)
    writes = [found[1] for found in written if found]
    assert set(writes) == {"sources_importplan", "sources_planrow", "sources_upload"}
    assert Intervention.objects.get() == content_of_before


def test_an_upload_stays_when_the_queue_is_away_and_is_handed_out_later(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(read_upload_task, "delay", away)
    form = {"kind": "gezonde-school", "extent": "deel", "file": SimpleUploadedFile("x.csv", file_of(RUST))}
    with django_capture_on_commit_callbacks(execute=True):
        answer: Any = client.post(reverse("bronnen:add"), form)
    plan = ImportPlan.objects.get()
    assert answer.headers["location"] == reverse("bronnen:plan", args=[plan.pk])
    assert client.post(reverse("bronnen:resume", args=[plan.pk])).status_code == 302
