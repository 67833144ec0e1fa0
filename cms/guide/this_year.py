"""The dates of this year, for the guide. Who keeps rounds answers through a Wagtail hook.

``dates_of_the_round`` is a callable without arguments: what each date of the open round is called and the date, in the
order in which they are read; empty without an open round.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wagtail import hooks


def dates_of_the_round() -> Sequence[tuple[str, date]]:
    """Return the dates of the open round by name; empty when there is none, or nobody keeps rounds."""
    ask: Any = next(iter(hooks.get_hooks("dates_of_the_round")), None)
    answer: Sequence[tuple[str, date]] = ask() if ask is not None else ()
    return answer
