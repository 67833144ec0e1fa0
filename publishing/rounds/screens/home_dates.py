"""How long it takes until a date, in words."""

from publishing.rounds.mywork.standing import NextDate


def days_until(date: NextDate) -> str:
    """Return how many days are left, or how many it is over."""
    if date.days == 0:
        return "vandaag"
    if date.days < 0:
        return f"{_days(-date.days)} over tijd"
    return f"nog {_days(date.days)}"


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagen"
