"""What stands on the site, and what must never."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from publishing.documents.base import Document
from publishing.documents.kinds.fixed import Text
from publishing.documents.naming import name_of
from publishing.documents.registry import KINDS
from tests.exporters.kinds.website.packs import (
    domain,
    intervention,
    kind_of,
    recommendation,
    site_of,
    whole_release,
)

_SITE = "https://site.example/onder/map/"
_ATTACK = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def pages(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


def test_every_item_of_the_release_can_be_read(tmp_path: Path) -> None:
    documents = whole_release()
    read = "".join(pages(site_of(tmp_path / "pack", documents)).values())
    for one in documents:
        plain = {name: getattr(one, name, "") for name in ("title", "name", "question", "term")}
        title = name_of({"titel": plain["title"] or plain["name"] or plain["question"] or plain["term"]})
        assert title in read, (kind_of(one), one.id)
        assert f'id="{kind_of(one)}-{one.id}"' in read or kind_of(one) == "domein"


def test_every_link_within_the_site_leads_to_a_page_and_a_place_that_are_there(tmp_path: Path) -> None:
    files = site_of(tmp_path / "pack", whole_release())
    for name, text in pages(files).items():
        for target in re.findall(r'(?:href|src|action)="([^"]*)"', text):
            assert not target.startswith("/"), f"{name}: {target} is not relative"
            address, place = urldefrag(urljoin(_SITE + name, target))
            if address.startswith(_SITE):
                found = files.get(unquote(address.removeprefix(_SITE)))
                assert found is not None, f"{name} leads to {target}"
                assert not place or f'id="{place}"' in found, f"{name} leads to {target}"


def test_no_page_has_a_script_a_style_or_a_handler_within_it(tmp_path: Path) -> None:
    for text in pages(site_of(tmp_path / "pack", whole_release())).values():
        assert re.findall(r"<script(?![^>]* src=)", text) == []
        assert re.findall(r"<style|<[^>]+ style=|<[^>]+ on\w+=", text) == []
        assert "unsafe-" not in text


def test_what_a_document_says_is_shown_and_never_run(tmp_path: Path) -> None:
    documents: list[Document] = [
        domain(title=_ATTACK, when_low=_ATTACK, when_high=_ATTACK, explanation=f"<p>{_ATTACK}</p>"),
        recommendation(title=_ATTACK, body=f'<p onclick="x">{_ATTACK}<a href="javascript:alert(1)">hier</a></p>'),
        intervention(name="rustig", summary=f"<svg/onload=alert(1)><p>{_ATTACK}</p>"),
        Text(id="introductie", title=_ATTACK, body="<p>Open <strong>en niet dicht"),
    ]
    files = site_of(tmp_path / "pack", documents)
    for name, text in pages(files).items():
        assert "<script>" not in text, name
        assert "<img" not in text, name
        assert "javascript:" not in text, name
        assert "<svg" not in text, name
    assert "<p>Open <strong>en niet dicht</strong></p>" in files["index.html"]
    assert (
        "alert(1)</script>" not in files["js/release.js"] or "<" not in files["index.html"].split("release.js")[0][-1:]
    )


def test_a_definition_is_marked_once_in_a_text_and_never_within_a_link_or_a_heading(tmp_path: Path) -> None:
    body = '<h3>Prestatiedruk</h3><p>Prestatiedruk, en weer prestatiedruk. <a href="https://x.example">prestatiedruk</a></p>'
    documents = [*whole_release(), Text(id="schoolbrede-aanpak", title="Samen", body=body)]
    shown = site_of(tmp_path / "pack", documents)["index.html"].split("Samen</h2>")[1].split("</section>")[0]
    assert shown.count('class="term"') == 1
    assert '<p><a class="term" href="begrippen.html#begrip-prestatiedruk">Prestatiedruk</a>, en' in shown


def test_a_link_to_an_item_leads_to_its_place_and_one_to_nothing_leaves_the_words(tmp_path: Path) -> None:
    body = '<p><a href="wegwijzer:interventies/rustig-leren">Kijk</a> <a href="wegwijzer:onbekend">Weg</a></p>'
    files = site_of(tmp_path / "pack", [*whole_release(), Text(id="doelgroep", title="Wie", body=body)])
    assert '<p><a href="interventies.html#interventie-rustig-leren">Kijk</a> Weg</p>' in files["index.html"]


def test_a_release_without_examples_questions_or_recommendations_says_so_and_nothing_breaks(tmp_path: Path) -> None:
    files = site_of(tmp_path / "pack", [domain()])
    assert "staan in deze uitgave geen aanbevelingen" in files["aanbevelingen/domein-1.html"]
    assert "In deze uitgave staat hier niets." in files["praktijkvoorbeelden.html"]
    empty = site_of(tmp_path / "empty", [])
    assert set(pages(empty)) == set(pages(files)) - {"aanbevelingen/domein-1.html"}


def test_the_policy_allows_the_publishers_own_address_and_nothing_else(tmp_path: Path) -> None:
    held = site_of(tmp_path / "with", [domain()], base_url="https://wegwijzer.example/uitgever/")
    assert "connect-src 'self' https://wegwijzer.example;" in held["index.html"]
    assert '"catalogue":"https://wegwijzer.example/uitgever/api/v1"' in held["js/release.js"]
    for number, hostile in enumerate(
        ("", "javascript:alert(1)", "https://a.example; script-src *", "https://[", "//x.example")
    ):
        files = site_of(tmp_path / f"without-{number}", [domain()], base_url=hostile)
        assert "connect-src 'self';" in files["index.html"]
        assert '"catalogue":""' in files["js/release.js"]


def test_every_module_that_a_page_needs_is_there_and_named_in_its_head(tmp_path: Path) -> None:
    files = site_of(tmp_path / "pack", whole_release())
    for name, text in pages(files).items():
        found = re.findall(r'rel="modulepreload" href="(?:\.\./)*([^"]+)"', text)
        assert found, name
        for module in found:
            assert module in files, f"{name} needs {module}"
            for wanted in re.findall(r'from "(\.[^"]+)"', files[module]):
                assert urljoin(f"{_SITE}{module}", wanted).removeprefix(_SITE) in found, f"{module} needs {wanted}"


def test_the_worker_keeps_every_file_in_a_cache_that_is_named_by_the_release(tmp_path: Path) -> None:
    files = site_of(tmp_path / "pack", whole_release())
    listed = set(re.findall(r'^"([^"]+)",?$', files["sw.js"], re.MULTILINE))
    assert listed == {*files, "./"} - {"sw.js"}
    (digest,) = re.findall(r'"digest":"([0-9a-f]{64})"', files["js/release.js"])
    assert digest in files["sw.js"].splitlines()[0]


def test_every_kind_of_a_release_is_searched(tmp_path: Path) -> None:
    files = site_of(tmp_path / "pack", whole_release())
    for kind in KINDS.values():
        assert f'["{kind.name}",' in files["data/zoeken-0.json"] or kind.is_single
