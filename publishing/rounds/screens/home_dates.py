"""How long it takes until a date, in words."""

from publishing.freezing.dutch import counted
from publishing.rounds.mywork.standing import NextDate


def days_until(date: NextDate) -> str:
    """Return how many days are left, or how many it is over."""
    if date.days == 0:
        return "vandaag"
    if date.days < 0:
        return f"{counted(-date.days, 'dag', 'dagen')} over tijd"
    return f"nog {counted(date.days, 'dag', 'dagen')}"
