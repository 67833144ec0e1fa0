"""The version on which a form was opened, as the form itself says when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from wagtail.models import Revision


@dataclass(frozen=True)
class Opened:
    """The key and the moment (ISO 8601) of a version, as Wagtail's editor hides them in its form; empty for none.

    The moment counts too: a version can be written over in place, and then its key says nothing.
    """

    key: str
    created_at: str

    @classmethod
    def read(cls, sent: Mapping[str, Any]) -> Self:
        """Return what ``sent`` says. A form that says nothing was opened on no version at all."""
        return cls(str(sent.get("loaded_revision_id", "")), str(sent.get("loaded_revision_created_at", "")))

    @classmethod
    def on(cls, latest: Revision | None) -> Self:
        """Return what a form says that is opened on ``latest``."""
        return cls("", "") if latest is None else cls(str(latest.pk), latest.created_at.isoformat())

    def version_of(self, item: Any) -> Revision | None:
        """Return the version itself; None when it is gone or was written over since."""
        found = item.revisions.filter(pk=self.key).first() if self.key.isdecimal() else None
        return found if found is not None and self == Opened.on(found) else None
