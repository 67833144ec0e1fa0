"""What making exports costs: all kinds together, or one in a process of its own."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exporters.registry import EXPORTERS
from publishing.releases.models import Release
from publishing.releases.packs import pack_file
from publishing.store.pack_reader import Pack

_FEW, _TIMES = 5_000, 5  # of a small release the least of several times counts


def of_all() -> dict[str, Any]:
    """Make every kind, one after the other."""
    return _cost([*EXPORTERS])


def of_one(kind: str) -> dict[str, Any]:
    """Make one kind."""
    return _cost([kind])


def _cost(kinds: Sequence[str]) -> dict[str, Any]:
    release = Release.objects.get(number="2025.1")
    pack = Pack(pack_file(release))
    times = _TIMES if sum(release.counts.values()) < _FEW else 1
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    sizes: dict[str, int] = {}
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="bench-export-") as folder:
            for kind in kinds:
                started = time.process_time()
                EXPORTERS[kind].write(pack, Path(folder) / kind)
                spent[kind].append(time.process_time() - started)
                sizes[kind] = (Path(folder) / kind).stat().st_size
    least = {kind: min(each) for kind, each in spent.items()}
    return {"cpu": sum(least.values()), "by_kind": least, "bytes": sizes}
