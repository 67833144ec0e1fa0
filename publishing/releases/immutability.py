"""What a release is made of never changes: the database refuses it, whoever asks (publishing/guarding).

The one exception is the redaction of design.md: of a document that a Redaction names, the bytes can be emptied.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from publishing.guarding.guard import Guard
from publishing.releases.models import DocumentBody, Freeze, PackRecord, Publication, Release, ReleaseEvent
from publishing.releases.redactions.models import Redaction

GUARDED: tuple[type[models.Model], ...] = (DocumentBody, Release, Freeze, Publication, ReleaseEvent, PackRecord)
_ERASED = (
    "NEW.digest = OLD.digest AND length(NEW.body) = 0 "  # noqa: S608 - our own names
    f"AND EXISTS (SELECT 1 FROM {Redaction._meta.db_table} WHERE document_id = OLD.digest)"
)
GUARD = Guard(GUARDED, message="released rows never change", function="refuse_change", passing={DocumentBody: _ERASED})


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, unless the tables are not there; running it again changes nothing."""
    GUARD.install(connection)
