"""Naming somebody in a comment with ``@``, and which of these still wait for whom is named."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cms.accounts.models import User
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Comment, CommentMark, MarkKind, Mention

# Not within an e-mail address; a full stop or a comma at the end belongs to the sentence.
_NAMED = re.compile(r"(?<![\w.+-])@(\w[\w.@+-]*)")
_END = ".-+@"


def people_to_name() -> list[User]:
    """Return the active people with a role, by name. One query."""
    with_role = Q(groups__isnull=False) | Q(is_superuser=True)
    return sorted(User.objects.filter(with_role, is_active=True).distinct(), key=str)


def named_in(text: str) -> list[User]:
    """Return whom ``text`` names with ``@`` and their user name or first name, each once.

    Raise RoundError for a name that is nobody's or of more than one, with all such names at once.
    """
    names = list(dict.fromkeys(found.rstrip(_END).casefold() for found in _NAMED.findall(text)))
    if not names:
        return []
    people = people_to_name()
    known = _known(people)
    if wrong := [name for name in names if len(known.get(name, ())) != 1]:
        raise RoundError(_told(wrong, people))
    return list(dict.fromkeys(known[name][0] for name in names))


def _known(people: Iterable[User]) -> dict[str, list[User]]:
    """Return who is meant by each name; a user name goes before a first name."""
    by_first_name: defaultdict[str, list[User]] = defaultdict(list)
    for person in people:
        by_first_name[person.first_name.casefold()].append(person)
    return {**by_first_name, **{person.username.casefold(): [person] for person in people}}


def _told(wrong: list[str], people: Iterable[User]) -> str:
    names = " en ".join(f"@{name}" for name in wrong)
    whom = ", ".join(f"@{person.username} ({person})" for person in people)
    return f"Wie bedoel je met {names}? Kies uit: {whom}."


def record_mentions(comment: Comment, people: Iterable[User]) -> None:
    """Record that ``comment`` names ``people``; who names themselves is left out."""
    others = [person for person in people if person.pk != comment.author_id]
    Mention.objects.bulk_create(Mention(comment=comment, person=person) for person in others)


def open_mentions() -> "QuerySet[Mention]":
    """Return the mentions in open rounds that still wait, oldest first.

    One waits until whom it names says something in the same thread, or the thread is settled, or what named them is
    withdrawn.
    """
    first = OuterRef("first")
    marks = CommentMark.objects.filter(comment=first).exclude(kind=MarkKind.WITHDRAWN).order_by("-pk")
    thread = Q(pk=first) | Q(answers=first)
    answered = Comment.objects.filter(thread, author=OuterRef("person"), pk__gt=OuterRef("comment"))
    withdrawn = CommentMark.objects.filter(comment=OuterRef("comment"), kind=MarkKind.WITHDRAWN)
    return (
        Mention.objects.filter(comment__item__round__closed_at=None)
        .annotate(first=Coalesce("comment__answers", "comment"))
        .annotate(last_mark=Coalesce(Subquery(marks.values("kind")[:1]), Value("")))
        .filter(~Exists(answered), ~Exists(withdrawn))
        .exclude(last_mark=MarkKind.SETTLED)
        .select_related("comment__item", "comment__author")
    )
