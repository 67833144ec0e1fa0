"""What is recorded about the yearly round."""

from publishing.rounds.models.comment import Comment
from publishing.rounds.models.item import RoundItem
from publishing.rounds.models.reopening import RoundReopening
from publishing.rounds.models.review import Outcome, Review, ReviewChanger
from publishing.rounds.models.round import Round

__all__ = ["Comment", "Outcome", "Review", "ReviewChanger", "Round", "RoundItem", "RoundReopening"]
