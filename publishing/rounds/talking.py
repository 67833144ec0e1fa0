"""Threads under an item: answering, settling and opening again, and withdrawing what one said oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from publishing.rounds.errors import RoundError
from publishing.rounds.held import hold_item
from publishing.rounds.models import Comment, CommentMark, MarkKind, Mention, RoundItem
from publishing.rounds.working import comment_on_item


@dataclass(frozen=True)
class Said:
    """A comment as it stands, with whom it names; ``withdrawn`` is the mark that withdrew it."""

    comment: Comment
    named: tuple[str, ...]
    withdrawn: CommentMark | None


@dataclass(frozen=True)
class Thread:
    """What somebody began, with the answers, oldest first; ``settled`` is the mark that settled it."""

    first: Said
    answers: tuple[Said, ...]
    settled: CommentMark | None


def threads_of(item: RoundItem) -> list[Thread]:
    """Return the threads under ``item``, oldest first. Three queries, however many there are."""
    mentions = Prefetch("mentions", Mention.objects.select_related("person"))
    comments = list(item.comments.select_related("author").prefetch_related(mentions))
    marks: dict[int, list[CommentMark]] = {}
    for mark in CommentMark.objects.filter(comment__item=item).select_related("by"):
        marks.setdefault(mark.comment_id, []).append(mark)
    said = [Said(one, _named(one), _withdrawal(marks.get(one.pk, ()))) for one in comments]
    return [
        Thread(one, tuple(other for other in said if other.comment.answers_id == one.comment.pk), _settling(marks, one))
        for one in said
        if one.comment.answers_id is None
    ]


@transaction.atomic
def answer_comment(*, comment: Comment, text: str, by: Any, at: datetime) -> Comment:
    """Add an answer to the thread that ``comment`` stands in; it opens again what was settled.

    Raise RoundError for an empty text, a name that is nobody's, or a closed round.
    """
    first = _first_of(comment)
    made = comment_on_item(item=comment.item, text=text, by=by, at=at, answers=first)
    if _is_settled(first):
        CommentMark.objects.create(comment=first, kind=MarkKind.REOPENED, by=by, at=at)
    return made


@transaction.atomic
def settle_thread(*, comment: Comment, by: Any, at: datetime) -> None:
    """Settle the thread of ``comment``; who comes second changes nothing. Raise RoundError for a closed round."""
    hold_item(comment.item)
    first = _first_of(comment)
    if not _is_settled(first):
        CommentMark.objects.create(comment=first, kind=MarkKind.SETTLED, by=by, at=at)


@transaction.atomic
def reopen_thread(*, comment: Comment, by: Any, at: datetime) -> None:
    """Open the thread of ``comment`` again; as ``settle_thread``."""
    hold_item(comment.item)
    first = _first_of(comment)
    if _is_settled(first):
        CommentMark.objects.create(comment=first, kind=MarkKind.REOPENED, by=by, at=at)


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: Any, at: datetime) -> None:
    """Withdraw what ``by`` said; raise RoundError for somebody else's words, or a closed round."""
    hold_item(comment.item)
    if comment.author_id != by.pk:
        raise RoundError("Je kunt alleen intrekken wat je zelf schreef.")
    if _withdrawal(comment.marks.all()) is None:
        CommentMark.objects.create(comment=comment, kind=MarkKind.WITHDRAWN, by=by, at=at)


def _named(comment: Comment) -> tuple[str, ...]:
    return tuple(str(mention.person) for mention in comment.mentions.all())


def _first_of(comment: Comment) -> Comment:
    return comment.answers or comment


def _is_settled(first: Comment) -> bool:
    last = first.marks.exclude(kind=MarkKind.WITHDRAWN).last()
    return last is not None and last.kind == MarkKind.SETTLED


def _settling(marks: dict[int, list[CommentMark]], said: Said) -> CommentMark | None:
    others = [mark for mark in marks.get(said.comment.pk, ()) if mark.kind != MarkKind.WITHDRAWN]
    return others[-1] if others and others[-1].kind == MarkKind.SETTLED else None


def _withdrawal(marks: Iterable[CommentMark]) -> CommentMark | None:
    return next((mark for mark in marks if mark.kind == MarkKind.WITHDRAWN), None)
