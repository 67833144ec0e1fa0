"""Reads what every document of a freeze needs to know of the others."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from cms.content.models import DomainPage
from cms.written import Written
from publishing.documents.registry import KINDS
from publishing.freezing.context import FreezeContext
from publishing.freezing.kinds import CONTENT_KINDS, ContentKind
from publishing.freezing.public_ids import Candidate, assign_public_ids
from publishing.freezing.vetted import read_vetted
from publishing.freezing.vetting_round import VettingRound

Identities = Mapping[str, Mapping[UUID, str]]  # kind → uid → public id


def read_context(
    alias: str, *, reference_date: date, fixed_ids: Identities, round: VettingRound | None = None
) -> FreezeContext:
    """Return the context of a freeze over everything on ``alias``; ``fixed_ids`` are those of all earlier releases.

    With a ``round`` only those interventions go out that it took in.
    """
    ids: dict[str, dict[UUID, str]] = {}
    ready: dict[str, frozenset[str]] = {}
    addresses: dict[int, str] = {}
    for kind in CONTENT_KINDS:
        rows: list[tuple[int, UUID, str, bool]] = [*_candidates(kind, alias).values(alias)]
        ids[kind.name] = _ids(kind, rows, fixed_ids.get(kind.name, {}))
        ready[kind.name] = frozenset(ids[kind.name][uid] for _, uid, _, live in rows if live)
        if hasattr(kind.model, "depth"):
            collection = KINDS[kind.name].collection
            addresses |= {pk: f"{collection}/{ids[kind.name][uid]}" for pk, uid, _, _ in rows}
    vetted = None if round is None else read_vetted(alias, round)
    if vetted is not None:
        out = {ids["interventie"][uid] for uid, _ in vetted.left_out()}
        ready["interventie"] = ready["interventie"] - out
    return FreezeContext(
        reference_date=reference_date,
        ids=ids,
        ready=ready,
        vetted=vetted,
        page_addresses=addresses,
        domains_by_path={path: (number, uid) for path, number, uid in _domains(alias).values(alias)},
    )


@lru_cache(maxsize=4 * len(CONTENT_KINDS))
def _candidates(kind: ContentKind, alias: str) -> Written:
    return Written(kind.model.objects.using(alias).values_list("pk", "uid", kind.title_field, "live"))


@lru_cache(maxsize=4)
def _domains(alias: str) -> Written:
    return Written(DomainPage.objects.using(alias).values_list("path", "number", "uid"))


def _ids(kind: ContentKind, rows: list[tuple[int, UUID, str, bool]], fixed: Mapping[UUID, str]) -> dict[UUID, str]:
    candidates = (Candidate(uid, title, live) for _, uid, title, live in rows)
    return assign_public_ids(candidates, fixed=fixed, fallback=kind.name)
