"""What an editor looked at before saying yes, as one hash."""

import hashlib

import msgspec

from cms.content.models import Intervention
from cms.vetting.merging.pages import recommendations_linking
from cms.vetting.models import Observation


def fingerprint(one: Intervention, other: Intervention) -> str:
    """Return a hash of the links and observations of both: another one when something moved. The order is no matter."""
    pks = sorted([one.pk, other.pk])
    observations = Observation.objects.filter(intervention__in=pks).order_by("pk").values_list("pk", "intervention")
    pages = [
        [str(linked.page.uid), [_of(rows, pks) for rows in (linked.live, linked.draft or [])]]
        for linked in recommendations_linking(*pks)
    ]
    return hashlib.sha256(msgspec.json.encode([pks, list(observations), pages])).hexdigest()


def _of(rows: list[dict[str, object]], pks: list[int]) -> list[list[object]]:
    return [[row["uid"], row["intervention"], row["tailored_text"]] for row in rows if row["intervention"] in pks]
