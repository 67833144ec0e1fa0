"""Certificates that nobody but a test trusts."""

import shutil
import subprocess
from pathlib import Path

import pytest


def certificate_for(host: str, folder: Path) -> Path:
    """Return a file in ``folder`` with a certificate for ``host`` and its key; skip where openssl is not there."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there to make a certificate")
    names = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-keyout", str(folder / "key")]
    command = [openssl, "req", "-x509", "-days", "2", *key, "-out", str(folder / "certificate"), *names]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    (folder / "both").write_text((folder / "key").read_text() + (folder / "certificate").read_text())
    return folder / "both"
