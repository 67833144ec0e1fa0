"""What leads to a person: such a text is not kept, nor shown in what is said about it."""

import re

# An e-mail address or a phone number.
PERSON = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]|(?:\+31|\b0)(?:[\s()-]*\d){8,9}\b", re.IGNORECASE)
_LEFT_OUT = "(weggelaten)"


def check_no_person(text: str) -> None:
    """Raise ValueError when ``text`` leads to a person."""
    if PERSON.search(text):
        raise ValueError("Hier staat een e-mailadres of telefoonnummer. Haal dat weg.")


def without_person(text: str) -> str:
    """Return ``text`` between quotes as it may stand in a message."""
    return _LEFT_OUT if PERSON.search(text) else f"'{text}'"
