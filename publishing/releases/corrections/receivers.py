"""An item that was made ready, or is not ready any more, may be a correction that is carried over. What is erased by a
redaction is erased from corrections too.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.signals import published, unpublished

from publishing.freezing.kinds import BY_MODEL
from publishing.releases.corrections.carrying import notice_carried_over
from publishing.releases.corrections.erasing import erase_changes
from publishing.releases.corrections.models import CorrectionFreeze
from publishing.releases.redactions.traces import document_erased


def connect() -> None:
    """Listen. Called once, when the app starts."""
    for signal in (published, unpublished):  # sent for pages and snippets alike
        signal.connect(_look, dispatch_uid="corrections-carried-over")
    document_erased.connect(_erase, dispatch_uid="corrections-erased")


def _look(*, instance: Any, **told: Any) -> None:
    kind = BY_MODEL.get(type(instance))
    if kind is None or not CorrectionFreeze.objects.exists():
        return
    revision = told.get("revision")
    by = None if revision is None else revision.user
    notice = partial(notice_carried_over, kind=kind.name, uid=instance.uid, by=by, at=timezone.now())
    # Only then does the snapshot see it; and an editor who makes something ready never meets what goes wrong here.
    transaction.on_commit(notice, robust=True)


def _erase(*, digest: str, **told: Any) -> None:
    erase_changes(digest)
