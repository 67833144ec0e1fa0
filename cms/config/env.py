"""Reads settings from the environment, or from a file that the environment names.

A secret may be given as ``NAME`` or as ``NAME_FILE``, the path of a file that holds it.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the value of ``name``; raise ImproperlyConfigured when it is absent and has no default."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The environment must hold {name} or {name}_FILE.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return a list from a comma-separated value, without empty items."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
