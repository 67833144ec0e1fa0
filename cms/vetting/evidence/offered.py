"""What somebody offers as evidence with a proposal."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from cms.vetting.evidence.sniffing import file_type, refuse_size
from cms.vetting.evidence.store import keep
from cms.vetting.models import Evidence, EvidenceError, EvidenceKind, Observation
from cms.vetting.observations import record_consultation

_WEB = URLValidator(schemes=["http", "https"])
_LONGEST_NAME = 200
_LONGEST_URL = 1000


@dataclass(frozen=True)
class Link:
    """A page that shows it."""

    url: str
    note: str = ""

    def as_row(self, *, by: Any, at: datetime) -> Evidence:
        """Return the evidence, unsaved; raise EvidenceError for what is no web address."""
        if len(self.url) > _LONGEST_URL:
            raise EvidenceError(f"Dit webadres is langer dan {_LONGEST_URL} tekens. Neem een korter adres.")
        try:
            _WEB(self.url)
        except ValidationError as error:
            raise EvidenceError(f"'{self.url}' is geen webadres. Begin met https://.") from error
        return Evidence(kind=EvidenceKind.URL, url=self.url, note=self.note.strip())


@dataclass(frozen=True)
class ReadAgain:
    """The register was read again, and the record of ``observation`` still says the same."""

    observation: Observation
    note: str = ""

    def as_row(self, *, by: Any, at: datetime) -> Evidence:
        """Return the evidence, unsaved, with the consultation that it records."""
        consultation = record_consultation(observation=self.observation, by=by, at=at)
        return Evidence(kind=EvidenceKind.CONSULTATION, consultation=consultation, note=self.note.strip())


@dataclass(frozen=True)
class Upload:
    """A file, with the name that it came under."""

    name: str
    data: bytes
    note: str = ""

    def as_row(self, *, by: Any, at: datetime) -> Evidence:
        """Return the evidence, unsaved, its bytes kept; raise EvidenceError for a file that may not be kept."""
        refuse_size(len(self.data))
        name = _shown_name(self.name)
        kind = file_type(self.data, name=name)
        return Evidence(
            kind=EvidenceKind.FILE,
            sha256=keep(self.data),
            file_name=name,
            size=len(self.data),
            content_type=kind.content_type,
            note=self.note.strip(),
        )


Offered = Link | ReadAgain | Upload


def _shown_name(name: str) -> str:
    """Return the last part of ``name``, without signs that hide how it really ends."""
    visible = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))
    last = PurePosixPath(re.sub(r"\\", "/", visible)).name.strip()
    stem, dot, suffix = last.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:20]}" if dot else last[:_LONGEST_NAME]
