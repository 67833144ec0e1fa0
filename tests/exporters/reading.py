"""What stands in an artefact, whatever its format: the bytes themselves, those in a zip, the words of a PDF."""

import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path


def holds(path: Path, text: str) -> bool:
    """Whether ``text`` stands in the artefact; white space does not count, for a page breaks its lines."""
    wanted = "".join(text.split()).encode()
    return any(wanted in b"".join(part.split()) for part in _parts(path))


def _parts(path: Path) -> Iterator[bytes]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif path.read_bytes().startswith(b"%PDF"):
        command = ["pdftotext", "-layout", str(path), "-"]
        yield subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - poppler on our own file
    else:
        yield path.read_bytes()
