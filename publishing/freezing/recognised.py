"""A recognition in words, for who cannot import vetting."""

from cms.vetting.levels import RecognitionLevel, Register


def level_in_words(level: str) -> str:
    """Return ``eerste-aanwijzingen`` as ``effectief volgens eerste aanwijzingen``."""
    return RecognitionLevel(level).label.lower()


def register_in_words(register: str) -> str:
    """Return the short name of a register."""
    return Register(register).short
