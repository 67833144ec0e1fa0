"""What the commands share: refusals as one line and exit code 1, or as JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError

from publishing.backups.errors import BackupError
from publishing.releases.command import refusals


@contextmanager
def backup_refusals() -> Iterator[None]:
    """Turn every reason to refuse into a message without a stack trace."""
    with refusals():
        try:
            yield
        except BackupError as error:
            raise CommandError(" ".join(str(error).split()), returncode=1) from error


def as_json(told: dict[str, Any]) -> str:
    """Return ``told`` on one line, for machines."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
