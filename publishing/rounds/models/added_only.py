"""Rows that are added and never changed: what somebody did stays on record."""

from typing import Any

from django.db import models

from publishing.rounds.errors import RoundError


class AddedOnly(models.Model):
    """A row that is added and never changed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; raise RoundError for a change."""
        if not self._state.adding:
            raise RoundError(f"Een {self._meta.verbose_name} wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise RoundError: who did what stays on record."""
        raise RoundError(f"Een {self._meta.verbose_name} wordt niet verwijderd.")
