"""Why a backup cannot be made, read or put back. The message is Dutch: a person reads it."""

from collections.abc import Sequence


class BackupError(Exception):
    """The backup cannot be made or put back."""


class DamagedError(BackupError):
    """What lies in the folder is not what was put there; ``problems`` names each file."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"De reservekopie is beschadigd: {'; '.join(problems)}")
