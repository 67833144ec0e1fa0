"""Writes the contract's files."""

import json
import logging
import sys
import tempfile
from pathlib import Path

from django.test import Client, override_settings
from drf_spectacular.settings import patched_settings

from publishing.api.framework import spectacular_settings
from publishing.api.openapi.compatibility import breaks
from publishing.store.opening import open_store
from tests.publishing.api.contract.files import CURRENT, EXAMPLES, FOLDER, RELEASED, contract
from tests.publishing.api.published import NEUTRAL, two_releases


def write(*, release: bool) -> int:
    """Write every file, remove examples of operations that are gone, and return 1 when something breaks a client."""
    logging.disable()
    (FOLDER / EXAMPLES).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, patched_settings(spectacular_settings(**NEUTRAL)):
        address = Path(folder).as_uri()
        two_releases(open_store(address))
        with override_settings(RELEASE_STORE_URL=address):
            written = dict(contract(Client()))
    for path in (FOLDER / EXAMPLES).iterdir():
        if f"{EXAMPLES}/{path.name}" not in written:
            path.unlink()
    for name, body in written.items():
        (FOLDER / name).write_bytes(body)
    if release:
        (FOLDER / RELEASED).write_bytes(written[CURRENT])
    found = breaks(json.loads((FOLDER / RELEASED).read_bytes()), json.loads(written[CURRENT]))
    for line in found:
        sys.stderr.write(f"Breaks clients of the released contract: {line}\n")
    return 1 if found else 0
