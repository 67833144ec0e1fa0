"""A zip holds what was put in it as it is: no compressor of some version, and no clock, is in its bytes."""

import zipfile
from pathlib import Path

from exporters.archive import Archive


def test_every_entry_is_stored_and_has_the_same_moment_and_rights(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"a" * 1000)
    with Archive(tmp_path / "one.zip") as archive:
        archive.add("added.txt", b"a" * 1000)
        archive.add_json("value.json", {"b": "\u00eb", "a": 1})
        archive.copy("copied.txt", source)
    with zipfile.ZipFile(tmp_path / "one.zip") as found:
        entries = found.infolist()
        assert found.read("value.json").decode() == '{\n  "b": "\u00eb",\n  "a": 1\n}\n'
    assert [one.filename for one in entries] == ["added.txt", "value.json", "copied.txt"]
    assert {(one.compress_type, one.date_time, one.external_attr >> 16) for one in entries} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0o100644)
    }
    assert [one.compress_size for one in entries] == [one.file_size for one in entries]
