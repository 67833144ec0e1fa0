"""What may be kept as evidence, judged by the bytes and never by the name alone. Read it as a table."""

import pytest

from cms.vetting.evidence.offered import _shown_name
from cms.vetting.evidence.sniffing import LARGEST, file_type, refuse_size
from cms.vetting.models import EvidenceError
from tests.cms.vetting.evidence.files import EXE, JPEG, PDF, PNG, TEXT, WEBP, zipped


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("besluit.pdf", PDF, "application/pdf"),
        ("BESLUIT.PDF", PDF, "application/pdf"),
        ("scherm.png", PNG, "image/png"),
        ("scherm.jpg", JPEG, "image/jpeg"),
        ("scherm.jpeg", JPEG, "image/jpeg"),
        ("scherm.webp", WEBP, "image/webp"),
        ("brief.txt", TEXT, "text/plain"),
        ("brief.txt", "\ufeffMet een merkteken vooraan, en één ë.".encode(), "text/plain"),
        ("brief.txt", b"leeftijd < 12 jaar en groep > 5", "text/plain"),
    ],
)
def test_these_files_are_kept(name: str, data: bytes, content_type: str) -> None:
    assert file_type(data, name=name).content_type == content_type


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("programma.exe", EXE, "Windows-programma"),
        ("besluit.pdf", EXE, "Windows-programma"),
        ("besluit.pdf", b"\x7fELF\x02\x01" + bytes(40), "een programma"),
        ("besluit.txt", b"#!/bin/sh\necho hallo\n", "een script"),
        ("pagina.html", b"<!DOCTYPE html><html><body>x</body></html>", "HTML, SVG of een script"),
        ("pagina.txt", b"hallo\n\n<HTML onload=x>", "HTML, SVG of een script"),
        ("plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "HTML, SVG of een script"),
        ("plaatje.png", b"<?xml version='1.0'?><svg:svg/>", "HTML, SVG of een script"),
        ("brief.txt", b"hallo <script>alert(1)</script>", "HTML, SVG of een script"),
        ("archief.zip", zipped("a.txt"), "macro's"),
        ("brief.docm", zipped("word/vbaProject.bin"), "macro's"),
        ("brief.pdf", zipped("word/document.xml"), "macro's"),
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "macro's"),
        ("brief.rtf", b"{\\rtf1 hallo}", "RTF"),
        ("bericht.eml", b"From: iemand@voorbeeld.example\nSubject: x\n\nhallo", "eindigt op .txt"),
        ("macro.bat", b"del alles", "eindigt op .txt"),
        ("besluit.txt", PDF, "eindigt op .pdf"),
        ("scherm.png", JPEG, "eindigt op .jpg of .jpeg"),
        ("zonder", TEXT, "eindigt op .txt"),
        ("brief.txt", "hallo".encode("utf-16"), "bewaar platte tekst als UTF-8"),
        ("brief.txt", "één".encode("cp1252"), "bewaar platte tekst als UTF-8"),
        ("brief.txt", b"hallo\x00wereld", "niet te herkennen"),
        ("brief.txt", b"\x1b]0;titel\x07", "niet te herkennen"),
        ("geluid.webp", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(30), "niet te herkennen"),
    ],
)
def test_these_files_are_refused_in_words(name: str, data: bytes, said: str) -> None:
    with pytest.raises(EvidenceError, match="(?s)" + said.replace(".", r"\.")):
        file_type(data, name=name)


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "leeg"), (LARGEST + 1, "hooguit 20 MB"), (2 * 1024**3, "2048 MB groot")],
)
def test_a_size_is_refused_before_anything_is_read(size: int, said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        refuse_size(size)
    refuse_size(LARGEST)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\map\\besluit.pdf", "besluit.pdf"),
        ("../../etc/besluit.pdf", "besluit.pdf"),
        ("besluit\u202efdp.exe", "besluitfdp.exe"),
        ("besluit\r\nX-Kop: ja.pdf", "besluitX-Kop: ja.pdf"),
        ("a" * 400 + ".pdf", "a" * 200 + ".pdf"),
    ],
)
def test_a_file_name_is_shown_as_it_ends_and_without_its_folder(given: str, shown: str) -> None:
    assert _shown_name(given) == shown
