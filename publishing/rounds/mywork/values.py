"""What somebody sees of their work, as plain values: who looks, what there is to do, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from cms.vetting.progress import Stage
from publishing.rounds.models import RoundItem
from publishing.rounds.risk import Risk

SHOWN = 5  # so many items are named; the rest stands in the list


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The person who looks, and what their roles let them do. Who holds a role and may none of it reads along."""

    pk: int
    name: str = ""
    edits: bool = False
    reviews: bool = False
    publishes: bool = False
    manages: bool = False

    @property
    def reads_along(self) -> bool:
        """Whether they only read."""
        return not (self.edits or self.reviews or self.publishes or self.manages)


@dataclass(frozen=True, kw_only=True)
class Team:
    """The active people, by role and by name. ``everyone`` are the keys of who holds any role."""

    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    everyone: frozenset[int] = frozenset()
    without_role: int = 0


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How far the verdict on one intervention is. ``risk`` is None when the intervention is not ready."""

    stage: Stage
    proposed_by: int | None = None
    risk: Risk | None = None


class TaskKind(StrEnum):
    """What there can be to do, in the order in which it is shown."""

    OPEN_ROUND = auto()
    CLOSE_ROUND = auto()
    PUBLISH = auto()
    APPROVE = auto()
    UNBLOCK = auto()
    RELEASE = auto()
    FREEZE_CORRECTION = auto()
    REVIEW_CORRECTION = auto()
    MEND_CORRECTION = auto()
    MOVE_DEADLINE = auto()
    FIND_REVIEWER = auto()
    FILL_ROLE = auto()
    GIVE_ROLES = auto()
    MIND_INSTALLATION = auto()
    MEND = auto()
    ANSWER = auto()
    MAKE_READY = auto()
    CARRY_OVER = auto()
    REVIEW_ASSIGNED = auto()
    DECIDE = auto()
    PROPOSE_AGAIN = auto()
    PROPOSE_STALE = auto()
    PROPOSE = auto()
    WRITE_TEXTS = auto()
    SOLVE_FINDINGS = auto()
    ADOPT = auto()
    REVIEW = auto()
    CONFIRM = auto()
    TAKE_OUT = auto()
    UPDATE_LIST = auto()
    REASSIGN = auto()
    CHECK_POINTS = auto()
    READ_NEW = auto()
    READ_CHANGED = auto()
    READ = auto()


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do: how often, which items to begin with, and what more there is to say.

    ``about`` names the release or correction that it is about, which stands at ``address``.
    """

    kind: TaskKind
    count: int
    items: tuple[RoundItem, ...] = ()
    details: tuple[str, ...] = ()
    about: str = ""
    address: str = ""


class WaitKind(StrEnum):
    """What can wait for somebody else."""

    ASSIGNED = auto()
    REVIEW = auto()
    REVIEW_AGAIN = auto()
    DECISION = auto()
    PROPOSAL = auto()
    MENDING = auto()
    REVIEWER_WANTED = auto()
    OPENING = auto()
    CLOSING = auto()
    RELEASING = auto()
    APPROVAL = auto()
    PUBLISHING = auto()
    CORRECTION_REVIEW = auto()


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits for somebody else. ``who`` are names, empty when nobody has the role; ``person`` is set for one.

    ``about`` names the release or correction that waits, which stands at ``address``.
    """

    kind: WaitKind
    who: tuple[str, ...]
    count: int = 1
    person: int | None = None
    items: tuple[RoundItem, ...] = ()
    about: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class MyWork:
    """All that the home screen says of somebody's work."""

    tasks: tuple[Task, ...]
    waiting: tuple[Waiting, ...]


def task(kind: TaskKind, items: Iterable[RoundItem]) -> Task:
    """Return the task to do something with each of ``items``."""
    found = list(items)
    return Task(kind=kind, count=len(found), items=tuple(found[:SHOWN]))
