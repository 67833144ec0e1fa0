"""On which interventions a round asks a verdict."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from cms.content.models import Intervention

NOT_ASKED = "Deze interventie is niet meer klaar en staat niet in de jaarronde. Er is geen oordeel over nodig."


def asked_interventions(in_round: Collection[UUID]) -> Any:
    """Return all interventions but those that were let go: no longer ready, and none of ``in_round``.

    A new one that never stood ready is asked about: somebody is still to make it so.
    """
    let_go = Intervention.objects.no_longer_ready().exclude(uid__in=in_round)
    return Intervention.objects.exclude(pk__in=let_go.values("pk"))
