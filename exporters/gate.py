"""The gate of artefacts: a release waits for the kinds that it may not do without, and for no other."""

import time
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection

from exporters.base import Exporter, Following
from exporters.editions import whole_artifacts
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import made_artifact, promote
from exporters.verifying import difference_of
from exporters.work import EXPECTED
from publishing.attempts.errors import AttemptError, BusyError
from publishing.releases.errors import RefusedError, TamperedError
from publishing.releases.exports import FIELDS, FOLLOWED, GATE
from publishing.releases.models import Release

_PATIENCE = 20.0  # seconds


class ExportsGate:
    """Every required artefact was made and its bytes are whole; what else was made is recorded too."""

    name = GATE

    def look(self, release: Release, *, at: datetime) -> dict[str, Any]:
        required = {one.kind: self._made(release, one, at) for one in EXPORTERS.values() if one.required}
        made = required | {one.kind: one for one in _optional(release) if difference_of(one) is None}
        for artifact in made.values():
            promote(artifact)
        return {kind: _seen(one) for kind, one in made.items()}

    def departures(self, release: Release, seen: dict[str, Any], *, day: date) -> Iterator[str]:
        held = whole_artifacts(release).values_list("kind", "exporter_version", "sha256")
        now = {(kind, version): sha256 for kind, version, sha256 in held}
        for exporter in EXPORTERS.values():
            looked = seen.get(exporter.kind, {})
            is_held = looked.get("sha256") == now.get((exporter.kind, exporter.version), "")
            if exporter.required and not (is_held and looked.get("versie") == exporter.version):
                yield f"Het exportbestand ‘{exporter.title}’ is nog niet nagekeken."

    def _made(self, release: Release, exporter: Exporter, at: datetime) -> Artifact:
        """Return the artefact, made here where no worker did so yet; what failed waits for its turn or a person."""
        try:
            artifact = _awaited(release, exporter, at)
        except (AttemptError, *EXPECTED) as error:
            raise RefusedError(
                f"Uitgave {release.number} wacht op het exportbestand ‘{exporter.title}’: {error}"
            ) from error
        if difference := difference_of(artifact):
            raise TamperedError(f"Het exportbestand {difference.where}: {difference.problem}.")
        return artifact


def _optional(release: Release) -> list[Artifact]:
    """Return what was made by the present exporters of kinds that a release does not wait for."""
    versions = {one.kind: one.version for one in EXPORTERS.values() if not one.required}
    return [one for one in whole_artifacts(release) if versions.get(one.kind) == one.exporter_version]


def _awaited(release: Release, exporter: Exporter, at: datetime) -> Artifact:
    """Return the artefact; where a worker is at it, wait for it a little: it takes seconds, and the press can wait."""
    patient_until = time.monotonic() + (0 if connection.in_atomic_block else _PATIENCE)
    while True:
        try:
            return made_artifact(release, exporter, at=at)
        except BusyError:
            if time.monotonic() > patient_until:
                raise
            time.sleep(0.2)


def _seen(artifact: Artifact) -> dict[str, Any]:
    """Return what is recorded of an artefact: who lists what went out reads it there."""
    values = {name: getattr(artifact, name) for name in FIELDS if name != "title"}
    exporter = EXPORTERS[artifact.kind]
    title = exporter.title
    return {
        "versie": artifact.exporter_version,
        **({FOLLOWED: artifact.edition} if isinstance(exporter, Following) else {}),
        **{FIELDS[name]: one for name, one in (values | {"title": title}).items()},
    }
