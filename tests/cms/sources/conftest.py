"""The manuals that the tests read: a small one of our own, and the real one where it is at hand."""

from pathlib import Path

import pytest

from cms.accounts.models import User

REAL = Path(__file__).parents[4] / "shared" / "data" / "handleiding.md"


@pytest.fixture(scope="session")
def manual_path() -> Path:
    """Return our own small manual, which is fictional."""
    return Path(__file__).parent / "handleiding.md"


@pytest.fixture(scope="session")
def manual(manual_path: Path) -> str:
    """Return the text of the small manual."""
    return manual_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def real_manual_path() -> Path:
    """Return the real manual, which is not part of this repository."""
    if not REAL.exists():
        pytest.skip(f"De echte handleiding staat niet in {REAL}.")
    return REAL


@pytest.fixture(scope="session")
def real_manual(real_manual_path: Path) -> bytes:
    """Return the bytes of the real manual."""
    return real_manual_path.read_bytes()


@pytest.fixture
def editor(db: None) -> User:
    """Return somebody who may import."""
    return User.objects.create(username="redacteur")
