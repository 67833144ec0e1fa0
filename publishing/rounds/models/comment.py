"""What people say to each other about an item of the round."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.rounds.models.item import RoundItem


class Comment(models.Model):
    """A comment (opmerking). One that answers nothing begins a thread; ``answers`` names the one that it stands below.

    It is from an ``author``, or from a reader without an account (lezer), who is known by a name only.
    """

    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, related_name="comments", verbose_name="item")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="geschreven door"
    )
    reader_name = models.CharField("naam van de lezer", max_length=80, blank=True, default="")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="antwoord op"
    )
    at = models.DateTimeField("geschreven op")
    text = models.TextField("opmerking")

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        default_permissions = ("add", "view")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="round_comment_says_something"),
            models.CheckConstraint(
                condition=(Q(author__isnull=False, reader_name="") | (Q(author=None) & ~Q(reader_name=""))),
                name="round_comment_is_from_one_person",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
