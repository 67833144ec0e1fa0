"""Every page is valid HTML, as html-validate judges it."""

from pathlib import Path

import pytest

from exporters.kinds.website.exporter import Website
from tests.exporters.kinds.website.packs import pack_of, whole_release
from tests.node.tools import run

pytestmark = pytest.mark.node


def test_every_page_is_valid(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for name, documents in {"whole": whole_release(), "empty": []}.items():
        for path, body in Website().files(pack_of(tmp_path / name, documents)).items():
            if path.endswith(".html"):
                target = folder / name / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(body)
    (folder / ".htmlvalidate.json").write_text('{"extends": ["html-validate:standard"], "root": true}')
    judged = run("html-validate", "--formatter", "text", ".", cwd=folder)
    assert (judged.returncode, judged.stdout) == (0, "")


def test_the_judge_sees_a_page_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text('{"extends": ["html-validate:standard"], "root": true}')
    (tmp_path / "fout.html").write_text("<!doctype html><html lang=nl><head><title>x</title></head><p><div></p></html>")
    assert run("html-validate", "fout.html", cwd=tmp_path).returncode != 0
