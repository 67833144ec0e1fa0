"""A text that no cell holds stops the workbook: shortened, it would come back as a change."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.sources.errors import UnwritableWorkbookError
from cms.sources.workbook import build_workbook
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db
TOO_LONG = f"<p>{'😀' * 17_000}</p>"  # each counts for two in a cell of Excel


def test_what_does_not_fit_is_named_with_sheet_row_and_column() -> None:
    content.intervention(name="Lang Verhaal", summary=TOO_LONG)
    with pytest.raises(UnwritableWorkbookError, match="'Interventies', rij 2, kolom 'samenvatting' is langer"):
        build_workbook()


def test_what_the_writer_takes_for_its_own_is_refused_and_not_written_raw() -> None:
    content.intervention(name="<r>Rust</r>")
    with pytest.raises(UnwritableWorkbookError, match="kolom 'naam' begint met <r>"):
        build_workbook()


def test_the_command_writes_nothing(tmp_path: Path) -> None:
    content.intervention(summary=TOO_LONG)
    with pytest.raises(CommandError, match="Pas de tekst aan in de werkplaats"):
        call_command("write_workbook", str(tmp_path / "werkmap.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_the_screen_says_it_and_sends_no_file() -> None:
    content.intervention(summary=TOO_LONG)
    client = Client()
    client.force_login(person("sanne", Role.EDITOR))
    page = client.get(reverse("bronnen:workbook"), follow=True)
    assert "is langer dan een cel van Excel" in page.content.decode()
