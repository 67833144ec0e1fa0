"""What is recorded about work that is under way."""

from publishing.attempts.models.attempt import Attempt, State
from publishing.attempts.models.pause import PauseChange

__all__ = ["Attempt", "PauseChange", "State"]
