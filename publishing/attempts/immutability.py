"""Who turned the pause switch, and why, never changes: the database refuses it."""

from publishing.attempts.models import PauseChange
from publishing.guarding.guard import Guard

GUARD = Guard((PauseChange,), message="turns of the pause switch never change", function="refuse_pause_change")
