"""Cells that a spreadsheet would take for a formula, made harmless on the way out and read back on the way in.

The rule is that of the data package's CSV (OWASP, CSV injection): one apostrophe in front.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guard_cell(text: str) -> str:
    """Return ``text`` as it may stand in a CSV."""
    return f"'{text}" if text.startswith(_STARTS) else text


def plain_cell(text: str) -> str:
    """Return what guard_cell was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS) else text
