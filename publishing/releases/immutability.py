"""What a release is made of never changes: the database refuses it, whoever asks (publishing/guarding)."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from publishing.guarding.guard import Guard
from publishing.releases.models import DocumentBody, Freeze, PackRecord, Publication, Release, ReleaseEvent

GUARDED: tuple[type[models.Model], ...] = (DocumentBody, Release, Freeze, Publication, ReleaseEvent, PackRecord)
GUARD = Guard(GUARDED, message="released rows never change", function="refuse_change")


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, unless the tables are not there; running it again changes nothing."""
    GUARD.install(connection)
