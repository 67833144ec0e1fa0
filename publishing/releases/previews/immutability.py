"""Who let whom look at a candidate stays on record as it was: the database refuses to change it.

Of what is counted about the use of an access, only the count and the moment change.
"""

from collections.abc import Iterator

from publishing.guarding.fixed import fixed_but_for
from publishing.guarding.guard import Guard
from publishing.guarding.trigger import Trigger
from publishing.releases.previews.models import Access, Reader, Revocation, Said, Use

_MESSAGE = "who may see a candidate never changes"


def _uses(vendor: str) -> Iterator[Trigger]:
    yield from fixed_but_for(Use, ("count", "last_at"), vendor=vendor, message=_MESSAGE)


GUARD = Guard((Access, Revocation, Reader, Said), message=_MESSAGE, function="refuse_preview_change", more=_uses)
