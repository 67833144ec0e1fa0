"""Small files of every kind, as they come from a disk."""

import io
import zipfile


def zipped(*names: str) -> bytes:
    """Return a zip that holds files of these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(30)
TEXT = b"Brief van het register: de erkenning geldt nog.\n"
EXE = b"MZ\x90\x00" + bytes(60)
