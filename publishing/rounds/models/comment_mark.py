"""What was done with a comment after it was said: the comment itself stays as it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from publishing.rounds.models.added_only import AddedOnly
from publishing.rounds.models.comment import Comment


class MarkKind(models.TextChoices):
    """What can be done: settle a thread and open it again, or withdraw what one said oneself."""

    SETTLED = "afgehandeld", "afgehandeld"
    REOPENED = "heropend", "heropend"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class CommentMark(AddedOnly):
    """A mark (aantekening) on a comment. The last one decides how it stands. Only ever added."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="marks", verbose_name="opmerking")
    kind = models.CharField("wat", max_length=20, choices=MarkKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="round_comment_mark_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind} op {localtime(self.at):%d-%m-%Y}"
