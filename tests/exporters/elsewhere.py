"""Makes every kind of artefact from packs, on another day and in other surroundings: run as a process.

``python -m tests.exporters.elsewhere FOLDER PACK…`` prints the SHA-256 of each, or why it was refused, as JSON by kind
and pack. With BACKWARDS set the kinds come in the other order: what one leaves in the process may not show in the next.
"""

import hashlib
import json
import locale
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import time_machine

from exporters.base import ExportError
from exporters.registry import EXPORTERS
from publishing.store.pack_reader import Pack


def made(folder: Path, packs: list[Path]) -> dict[str, dict[str, str]]:
    """Return what came of every kind and pack; each artefact lies in ``folder`` as ``KIND.PACK``."""
    told: dict[str, dict[str, str]] = {}
    for kind in sorted(EXPORTERS, reverse="BACKWARDS" in os.environ):
        told[kind] = {}
        for path in packs:
            target = folder / f"{kind}.{path.name}"
            pack = Pack(path)
            try:
                EXPORTERS[kind].write(pack, target)
                told[kind][path.name] = hashlib.sha256(target.read_bytes()).hexdigest()
            except ExportError as refused:
                told[kind][path.name] = f"refused: {refused}"
            finally:
                pack.close()
    return told


def no_network(*_: Any) -> NoReturn:
    """Stand in for every way out."""
    raise AssertionError("an exporter reads its pack and nothing else")


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    socket.socket.connect = no_network  # type: ignore[method-assign]  # nobody may leave
    with time_machine.travel(os.environ["DAY"]):
        sys.stdout.write(json.dumps(made(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])))
