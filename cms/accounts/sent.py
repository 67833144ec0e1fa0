"""What a browser sent, as values."""

_LONGEST_KEY = 18  # digits: a longer number is nobody's key, and no database takes it


def key_in(text: str) -> int | None:
    """Return the number in ``text`` that can be the key of a row; None when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_KEY else None


def keys_in(texts: list[str]) -> list[int]:
    """Return those of ``texts`` that can be the key of a row."""
    return [key for key in map(key_in, texts) if key is not None]
