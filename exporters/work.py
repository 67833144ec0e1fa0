"""Making artefacts of every candidate and of what is live: one kind of work under attempts per kind of artefact."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from exporters.base import Exporter, ExportError, Following
from exporters.models import Artifact
from exporters.services import make_artifact, work_kind
from exporters.steps import ExportStep
from publishing.attempts.held import Held
from publishing.attempts.works import Work
from publishing.releases.errors import ReleaseError
from publishing.releases.models import LIVE, Channel, Release
from publishing.releases.pack_work import describe_release
from publishing.releases.redactions.holding import editions_of
from publishing.store.base import StoreError
from publishing.store.pack_reader import PackError

EXPECTED = (ExportError, ReleaseError, StoreError, PackError, OSError)  # whose words a person can read


def work_of(exporter: Exporter) -> Work:
    """Return the work of making artefacts of this kind; its subjects are digests of releases."""

    def make(subject: str, held: Held) -> None:
        make_artifact(Release.objects.get(digest=subject), exporter, held=held)

    def waiting(at: datetime) -> Iterable[str]:
        live = Channel.objects.filter(name=LIVE).values("current")
        wanted = Release.objects.filter(Q(pk__in=live) | Q(pk__in=Release.objects.candidates().values("pk")))
        made = Artifact.objects.filter(kind=exporter.kind, exporter_version=exporter.version)
        held = set(made.filter(release__in=wanted.values("pk")).values_list("release_id", "edition"))
        follows = isinstance(exporter, Following)
        editions = editions_of(Release.objects.filter(Q(pk__in=wanted) | Q(successors__in=wanted)))
        for key, digest, before in wanted.order_by("pk").values_list("pk", "digest", "predecessor"):
            edition = editions.get(key, 0) + (editions.get(before or 0, 0) if follows else 0)
            if (key, edition) not in held:
                yield digest

    return Work(
        kind=work_kind(exporter),
        label=f"Exportbestand ‘{exporter.title}’ maken van",
        steps=ExportStep,
        run=make,
        waiting=waiting,
        describe=describe_release,
        expected=EXPECTED,
    )
