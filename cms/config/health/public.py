"""What the public process needs: a catalogue to go by, the last good one included."""

from cms.config.health.answers import readiness
from cms.config.health.look import Look
from publishing.api.library import public_library


def _catalogue() -> None:
    public_library().catalogue()


ready = readiness({"catalogus": Look(_catalogue)})
