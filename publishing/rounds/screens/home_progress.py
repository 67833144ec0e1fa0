"""The progress of the round as a picture: one bar for everything, and one for each domain."""

from dataclasses import dataclass

from publishing.rounds.filters import NO_DOMAIN
from publishing.rounds.group_titles import OUTSIDE_TITLE
from publishing.rounds.list_rows import domain_titles
from publishing.rounds.progress import Progress
from publishing.rounds.screens.home_links import domain_address
from publishing.rounds.worklist import Worklist

_BAR = 1000  # the length of a bar in the units of its picture


@dataclass(frozen=True)
class Bar:
    """A bar: how much of it is filled says how far it is. ``address`` is its list, empty for the whole."""

    label: str
    progress: Progress
    address: str = ""

    @property
    def filled(self) -> int:
        """How long the part is that was reviewed; full only when nothing is left."""
        return _BAR * self.progress.reviewed // self.progress.total if self.progress.total else _BAR

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.progress.reviewed == self.progress.total


def bars_of(worklist: Worklist) -> list[Bar]:
    """Return the bar of each domain in the order of the round, and of what stands in none."""
    progress = worklist.progress_by_domain()
    bars = [Bar(title, progress[uid], domain_address(str(uid))) for uid, title in domain_titles(worklist).items()]
    return bars + ([Bar(OUTSIDE_TITLE, progress[None], domain_address(NO_DOMAIN))] if None in progress else [])
