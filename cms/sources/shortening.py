"""Quotes what came in, at a length that still reads within a sentence."""

QUOTED = 60  # characters


def shortened(text: str, *, longest: int = QUOTED) -> str:
    """Return ``text``, cut after ``longest`` characters with a sign that more follows."""
    return text if len(text) <= longest else f"{text[:longest]}…"
