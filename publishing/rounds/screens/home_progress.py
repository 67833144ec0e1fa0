"""The progress of the round as a picture: one bar for everything, and one for each domain."""

from dataclasses import dataclass
from uuid import UUID

from cms.content.models import DomainPage
from publishing.rounds.progress import Progress
from publishing.rounds.screens.home_links import domain_address
from publishing.rounds.worklist import Worklist

_BAR = 1000  # the length of a bar in the units of its picture


@dataclass(frozen=True)
class Bar:
    """A bar: how much of it is filled says how far it is. ``address`` is empty where there is no list of its own."""

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
    """Return the bar of each domain in order, and of what stands in none. One query."""
    progress = worklist.progress_by_domain()
    titles = {row.item.uid: row.item.title for row in worklist.rows if row.item.kind == "domein"}
    known = DomainPage.objects.order_by("number", "pk").values_list("uid", "number", "title")
    labels: dict[UUID, str] = {uid: f"{number}. {title}" for uid, number, title in known}
    order = [uid for uid in labels if uid in progress]
    order += [uid for uid in progress if uid is not None and uid not in labels]
    bars = [
        Bar(labels.get(uid) or titles.get(uid, "Een domein dat weg is"), progress[uid], domain_address(uid))
        for uid in order
    ]
    return bars + ([Bar("Buiten de domeinen", progress[None])] if None in progress else [])
