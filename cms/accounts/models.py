"""The people of the workshop."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person (gebruiker). Never deleted, only deactivated: releases and verdicts name who made them."""

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
