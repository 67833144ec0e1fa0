"""``static-api``: what the public API answers below a release, as files for a CDN, with a checksum of each."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from exporters.archive import Archive
from exporters.base import ExportedFile
from exporters.head import TITLE, Head, read_head
from exporters.kinds.static_api.tree import file_of, leaves
from publishing.store.pack_reader import Pack

NGINX = Path(__file__).with_name("nginx.conf")
_README = """\
# {title}, uitgave {number}, als bestanden

Elk bestand is precies wat de API op dat adres antwoordt. Pak dit uit op een webserver of een CDN; uitgaven kunnen naast
elkaar in dezelfde map staan. `nginx.conf` is een instelling die werkt. Wat verandert (`/uitgaven`, `/actueel`,
mededelingen) en zoeken en filteren zit er niet in: daarvoor is het publieke proces nodig.

Controleer de bestanden in de map waarin je ze uitpakte: `sha256sum --check SHA256SUMS-{number}`

- IJkdatum: {day}
- Vingerafdruk van de uitgave: `{digest}`, de SHA-256 van `manifest.json`
- Uitgever: {publisher}
- Licentie: {licence}
- Adres: {address}
"""


class StaticApi:
    """See the module."""

    kind = "static-api"
    title = "De API als bestanden (zip voor een CDN)"
    version = 2
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1-api.zip``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-api.zip", media_type="application/zip")

    def write(self, pack: Pack, target: Path) -> None:
        """Write file after file; in memory stay their names and checksums."""
        head, sums = read_head(pack), []
        with Archive(target) as archive:
            archive.add(f"LEESMIJ-{head.number}.md", _readme(head).encode())
            archive.add("nginx.conf", NGINX.read_bytes())
            for leaf in leaves(pack, head):
                name, hasher = file_of(head, leaf), hashlib.sha256()
                archive.pour(name, _hashed(leaf.pieces, hasher), size=leaf.size)
                sums.append(f"{hasher.hexdigest()}  {name}\n")
            archive.add(f"SHA256SUMS-{head.number}", "".join(sums).encode())


def _hashed(pieces: Iterable[bytes], hasher: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        hasher.update(piece)
        yield piece


def _readme(head: Head) -> str:
    return _README.format(
        title=TITLE,
        number=head.number,
        day=f"{head.reference_date:%d-%m-%Y}",
        digest=head.digest,
        publisher=head.publisher,
        licence=head.licence,
        address=head.base_url,
    )
