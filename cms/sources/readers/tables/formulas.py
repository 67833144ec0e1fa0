"""Cells that a spreadsheet would take for a formula, made harmless on the way out and read back on the way in.

The rule is that of the data package's CSV (OWASP, CSV injection): one apostrophe in front. A text that has apostrophes
there of its own gets one more, so that what is read is always what was written; ‘'s Avonds’ stays as it is.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guard_cell(text: str) -> str:
    """Return ``text`` as it may stand in a CSV."""
    return f"'{text}" if text.lstrip("'").startswith(_STARTS) else text


def plain_cell(text: str) -> str:
    """Return what guard_cell was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_STARTS) else text
