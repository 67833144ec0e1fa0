"""Register files: small fictional ones, and the real ones where they are at hand."""

from pathlib import Path

import pytest

REAL = Path(__file__).parents[5] / "shared" / "data" / "registers"


@pytest.fixture(scope="session")
def real_registers() -> Path:
    """Return the folder of the real register files, which are not part of this repository."""
    if not REAL.is_dir():
        pytest.skip(f"De echte registers staan niet in {REAL}.")
    return REAL
