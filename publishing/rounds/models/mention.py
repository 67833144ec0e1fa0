"""Whom a comment names, so that they come to look."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from publishing.rounds.models.added_only import AddedOnly
from publishing.rounds.models.comment import Comment


class Mention(AddedOnly):
    """A person (gebruiker) whom a comment names with ``@``. Only ever added."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions", verbose_name="opmerking")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="genoemd"
    )

    class Meta:
        verbose_name = "vermelding"
        verbose_name_plural = "vermeldingen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "person"], name="round_mention_once_per_comment")
        ]

    def __str__(self) -> str:
        return f"{self.person} bij opmerking {self.comment_id}"
