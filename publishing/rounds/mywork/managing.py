"""What a manager has to do: see to it that people can do their work."""

from collections.abc import Iterator

from publishing.rounds.mywork.holding import Holder, holder_of
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Task, TaskKind, Team, task


def managing(standing: Standing, concerns: tuple[str, ...]) -> Iterator[Task]:
    """Yield what a manager has to do; ``concerns`` are the names of what asks for attention on *Status*."""
    yield task(TaskKind.FIND_REVIEWER, (row.item for row in standing.rows if holder_of(row) is Holder.MANAGERS))
    vacant = tuple(vacant_roles(standing.team))
    yield Task(kind=TaskKind.FILL_ROLE, count=len(vacant), details=vacant)
    yield Task(kind=TaskKind.GIVE_ROLES, count=standing.team.without_role)
    yield Task(kind=TaskKind.MIND_INSTALLATION, count=len(concerns), details=concerns)


def vacant_roles(team: Team) -> Iterator[str]:
    """Yield the roles without which a round cannot be brought to its end, and that nobody has."""
    held = {"redacteur": team.editors, "beoordelaar": team.reviewers, "publicist": team.publishers}
    for role, names in held.items():
        if not names:
            yield role
