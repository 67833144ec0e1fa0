"""What is recorded about the yearly round."""

from publishing.rounds.models.comment import Comment
from publishing.rounds.models.comment_mark import CommentMark, MarkKind
from publishing.rounds.models.digest import Digest
from publishing.rounds.models.item import RoundItem
from publishing.rounds.models.mention import Mention
from publishing.rounds.models.reopening import RoundReopening
from publishing.rounds.models.review import Outcome, Review, ReviewChanger
from publishing.rounds.models.round import Round

__all__ = [
    "Comment",
    "CommentMark",
    "Digest",
    "MarkKind",
    "Mention",
    "Outcome",
    "Review",
    "ReviewChanger",
    "Round",
    "RoundItem",
    "RoundReopening",
]
