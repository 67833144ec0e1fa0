"""Making artefacts, as work under attempts: of every candidate, and of what is live."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from exporters.base import ExportError
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import EXPORT as KIND
from exporters.services import make_artifacts
from exporters.steps import ExportStep
from publishing.attempts.held import Held
from publishing.attempts.works import Work
from publishing.releases.errors import ReleaseError
from publishing.releases.models import LIVE, Channel, Release
from publishing.releases.pack_work import describe_release
from publishing.releases.redactions.holding import editions_of
from publishing.store.base import StoreError


def _make(subject: str, held: Held) -> None:
    make_artifacts(Release.objects.get(digest=subject), list(EXPORTERS.values()), held=held)


def _waiting(at: datetime) -> Iterable[str]:
    live = Channel.objects.filter(name=LIVE).values("current")
    wanted = Release.objects.filter(Q(pk__in=live) | Q(pk__in=Release.objects.candidates().values("pk")))
    made = Artifact.objects.filter(release__in=wanted.values("pk"))
    held = set(made.values_list("release_id", "kind", "exporter_version", "edition"))
    editions = editions_of(wanted)
    for key, digest in wanted.order_by("pk").values_list("pk", "digest"):
        if any((key, one.kind, one.version, editions.get(key, 0)) not in held for one in EXPORTERS.values()):
            yield digest


EXPORT = Work(
    kind=KIND,
    label="Exportbestanden maken van",
    steps=ExportStep,
    run=_make,
    waiting=_waiting,
    describe=describe_release,
    expected=(ExportError, ReleaseError, StoreError, OSError),
)
