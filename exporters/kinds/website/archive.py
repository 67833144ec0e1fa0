"""A folder as one zip whose bytes depend on its names and contents only.

Stored, not deflated: what a compressor makes depends on its version, and servers compress on the way (ADR 22).
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
_UNIX, _FILE_MODE = 3, 0o100644


def write_archive(target: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, by path, to ``target``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr = _UNIX, _FILE_MODE << 16
            archive.writestr(entry, files[name])
