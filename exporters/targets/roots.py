"""Below which addresses targets may lie. The environment names them; a screen only says where below one.

A root is ``file:///srv/doelen`` or ``s3://bucket/folder``. Plain Python: settings are judged with it too.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"  # no dot in front: neither '..' nor what is hidden
_FOLDER = re.compile(rf"{_PART}(/{_PART})*")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def problem_of(root: str) -> str:
    """Return why ``root`` cannot be a root of targets, in English for who sets the environment; '' when it can."""
    parts = urlsplit(root)
    folder = unquote(parts.path).strip("/")
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "holds more than a place; credentials belong in AWS_*."
    if parts.scheme == "file":
        is_plain = not parts.netloc and folder != "" and ".." not in PurePosixPath(folder).parts
        return "" if is_plain else "is not file:///folder, or is the whole disk."
    if parts.scheme == "s3":
        is_plain = bool(_BUCKET.fullmatch(parts.netloc)) and (not folder or is_folder_name(folder))
        return "" if is_plain else "is not s3://bucket or s3://bucket/folder."
    return "is not file:///… or s3://…"


def is_folder_name(text: str) -> bool:
    """Say whether ``text`` may be a folder below a root: plain parts with slashes between, none that goes up."""
    return _FOLDER.fullmatch(text) is not None


def root_of(address: str, roots: list[str]) -> str:
    """Return the longest of ``roots`` that ``address`` lies below; '' when there is none."""
    fitting = [root for root in roots if is_below(address, root) and is_folder_name(folder_below(address, root))]
    return max(fitting, key=len, default="")


def folder_below(address: str, root: str) -> str:
    """Return what comes after ``root``."""
    return address.removeprefix(root.rstrip("/")).strip("/")


def is_below(address: str, other: str) -> bool:
    """Say whether ``address`` is ``other`` or lies below it."""
    return f"{address.rstrip('/')}/".startswith(f"{other.rstrip('/')}/")


def overlap(one: str, other: str) -> bool:
    """Say whether one of the two addresses lies within the other, or both are the same."""
    return is_below(one, other) or is_below(other, one)
