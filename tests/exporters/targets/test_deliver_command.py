"""``manage.py deliver_release``."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from exporters.targets.models import Delivery, Target
from publishing.audit.models import AuditEvent
from publishing.releases.models import Release
from tests.exporters.targets.readers import folder_of, number_at
from tests.exporters.targets.tampering import change
from tests.factories import content
from tests.factories.releases import published

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("deliver_release", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def release(directory: Target, admin: User) -> Release:
    content.definition()
    return published("2026.1", by=admin)


def test_a_dry_run_lists_what_would_change_and_writes_nothing(directory: Target, release: Release) -> None:
    Delivery.objects.all().delete()
    with pytest.raises(CommandError, match="nog niet gemaakt"):
        run("2026.1", "--target", "website", "--dry-run")
    call_command("export_release", "2026.1", stdout=StringIO())
    said = run("2026.1", "--target", "website", "--dry-run")
    assert "nieuw: boom/index.html\n" in said
    assert said.endswith("gelijk: 0\n")
    assert not folder_of(directory).exists()
    assert not Delivery.objects.exists()


def test_it_delivers_here_and_now_and_says_how_much_was_sent(directory: Target, release: Release, admin: User) -> None:
    Delivery.objects.all().delete()
    assert run("2026.1", "--target", "website") == "Uitgave 2026.1 ligt op doel 'website'. Verstuurd: 5 bestanden.\n"
    assert number_at(directory) == "2026.1"
    assert "Verstuurd: 0 bestanden" in run("2026.1", "--target", "website", "--by", "beheerder")
    event = AuditEvent.objects.filter(action="target.delivery-asked").latest("pk")
    assert (event.actor_username, event.door_detail) == ("beheerder", "deliver_release")


def test_what_others_changed_is_refused_by_name_and_delivered_over_for_a_reason(
    directory: Target, release: Release, admin: User
) -> None:
    Delivery.objects.all().delete()
    run("2026.1", "--target", "website")
    change(directory)
    with pytest.raises(CommandError, match=r"Gewijzigd buiten ons om: ‘boom/index\.html’") as refused:
        run("2026.1", "--target", "website", "--dry-run")
    assert refused.value.returncode == 1
    with pytest.raises(CommandError, match=r"Niet afgeleverd\. Dit doel is gewijzigd buiten ons om") as refused:
        run("2026.1", "--target", "website")
    assert refused.value.returncode == 1
    assert "ligt op doel" in run("2026.1", "--target", "website", "--over", "Was een proef", "--by", "beheerder")
    assert number_at(directory) == "2026.1"


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("2026.1", "--target", "onzin"), r"geen doel 'onzin'. Wel: website", 2),
        (("2026.1", "--target", "website", "--over", "Omdat"), "geeft --by", 2),
        (("2026.1", "--target", "website", "--by", "niemand"), "niemand", 2),
        (("2030.1", "--target", "website"), r"geen uitgave 2030\.1", 1),
        (("2026.1", "--target", "website", "--over", " ", "--by", "beheerder"), "Geef een reden", 1),
    ],
)
def test_wrong_use_is_2_and_a_refusal_is_1_in_one_line(
    directory: Target, release: Release, arguments: tuple[str, ...], said: str, code: int
) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        run(*arguments)
    assert refused.value.returncode == code
    assert "\n" not in str(refused.value)


def test_a_place_that_does_not_work_along_is_1_with_why(directory: Target, release: Release, root: Path) -> None:
    Delivery.objects.all().delete()
    root.mkdir()
    (root / "website").write_text("in de weg")
    with pytest.raises(CommandError, match="waar een map hoort") as refused:
        run("2026.1", "--target", "website")
    assert refused.value.returncode == 1
