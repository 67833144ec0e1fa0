"""One document per line, each named by the SHA-256 of its bytes as they stand there."""

import hashlib
import json
from pathlib import Path

import rfc8785

from exporters.kinds.ndjson import NdJson
from publishing.store.pack_reader import Pack
from tests.exporters import packs


def lines_of(pack: Pack, folder: Path) -> list[bytes]:
    NdJson().write(pack, folder / "file")
    return (folder / "file").read_bytes().split(b"\n")[:-1]


def test_every_line_is_canonical_json_whose_digest_is_that_of_its_document(any_pack: Pack, tmp_path: Path) -> None:
    for line in lines_of(any_pack, tmp_path):
        said = json.loads(line)
        assert rfc8785.dumps(said) == line
        assert hashlib.sha256(rfc8785.dumps(said["document"])).hexdigest() == said["vingerafdruk"]
        assert said["document"]["soort"] == said["soort"]


def test_the_lines_behind_the_first_are_the_documents_in_the_order_of_the_first(pack: Pack, tmp_path: Path) -> None:
    first, *others = (json.loads(line) for line in lines_of(pack, tmp_path))
    assert first["document"]["uitgever"] == packs.PUBLISHER
    assert first["document"]["licentie"] == packs.LICENCE
    assert first["document"]["basisadres"] == packs.BASE_URL
    assert first["id"] == packs.NUMBER
    assert first["document"]["documenten"] == [
        {name: other[name] for name in ("soort", "id", "vingerafdruk")} for other in others
    ]
