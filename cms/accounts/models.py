"""The people of the workshop."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from cms.accounts.announcing import announce_added, announce_change, values_of


class User(AbstractUser):
    """A person (gebruiker). Never deleted, only deactivated: releases and verdicts name who made them."""

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the person, and announce who was added or what was changed."""
        is_new = self._state.adding
        before = {} if is_new else values_of(self, only=kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        if is_new:
            announce_added(self)
        else:
            announce_change(self, before)
