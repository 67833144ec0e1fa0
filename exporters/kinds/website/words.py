"""The interface's own words: one Dutch file, for templates and scripts alike. Texts of the domain are the release's."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "words.toml"


@cache
def words() -> dict[str, Any]:
    """Return the words by page; under ``script`` those that the scripts say."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
