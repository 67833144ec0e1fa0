"""``manage.py write_workbook`` writes a file that comes back as a plan without changes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.sources.workbook import make_workbook_plan
from tests.factories import content

pytestmark = pytest.mark.django_db


def test_the_command_writes_what_comes_back_unchanged(tmp_path: Path) -> None:
    content.intervention()
    said = StringIO()
    call_command("write_workbook", tmp_path / "werkmap.xlsx", stdout=said)
    assert make_workbook_plan(data=(tmp_path / "werkmap.xlsx").read_bytes()).counts["unchanged"] == 1
    assert "bytes geschreven" in said.getvalue()


@pytest.mark.parametrize(
    ("name", "code", "words"), [("x.csv", 2, "heet niet .xlsx"), ("weg/x.xlsx", 1, "niet te schrijven")]
)
def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, name: str, code: int, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("write_workbook", tmp_path / name)
    assert refused.value.returncode == code
