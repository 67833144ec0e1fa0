"""The nightly verification: what differs is an alarm, and nothing is repaired."""

import hashlib
from datetime import datetime

from publishing.attempts.steps import reach
from publishing.releases.alarms import raise_alarm
from publishing.releases.difference import Difference
from publishing.releases.nightly.steps import VerifyStep
from publishing.releases.verify import verify_store

_NAMED = 20  # in the alarm; verify_store names them all


def verify_nightly(*, at: datetime) -> list[Difference]:
    """Return what differs, after raising an alarm that names it; the same again is the same alarm while it stands."""
    reach(VerifyStep.BEGUN)
    found = _seen_twice()
    reach(VerifyStep.LOOKED)
    if found:
        raise_alarm(subject=_subject(found), message=_message(found), at=at)
    reach(VerifyStep.ALARM_RAISED)
    return found


def _seen_twice() -> list[Difference]:
    """Look again at what differs: while somebody publishes, half of it is read before and half after."""
    found = verify_store()
    again = set(verify_store()) if found else set()
    return [one for one in found if one in again]


def _subject(found: list[Difference]) -> str:
    told = "\n".join(sorted(f"{one.where}: {one.problem}" for one in found))
    return f"controle-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _message(found: list[Difference]) -> str:
    count = "1 verschil" if len(found) == 1 else f"{len(found)} verschillen"
    named = "; ".join(f"{one.where}: {one.problem}" for one in found[:_NAMED])
    more = f"; en nog {len(found) - _NAMED}" if len(found) > _NAMED else ""
    return f"De nachtelijke controle vond {count}. Er is niets hersteld. {named}{more}. Zie `manage.py verify_store`."
