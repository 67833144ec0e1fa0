"""What nobody may do to an account, on screen, in the shell or in code."""

from typing import Any


class AccountsError(Exception):
    """Something about an account that cannot be done."""


class UserDeletionError(AccountsError):
    """An attempt to delete a person: releases and verdicts keep naming who made them."""


def refuse_deletion(*, instance: Any, **_: Any) -> None:
    """Raise UserDeletionError; connected to ``pre_delete``, so querysets and cascades meet it too."""
    raise UserDeletionError(f"Gebruiker '{instance}' kan niet worden verwijderd. Zet de gebruiker op inactief.")
