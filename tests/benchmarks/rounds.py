"""A round half way, of any size: verdicts on three of four interventions, and half of the items reviewed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Verdict
from publishing.freezing.kinds import CONTENT_KINDS
from publishing.rounds.base import Base, BaseEntry
from publishing.rounds.current import CurrentItem, read_current
from publishing.rounds.models import Outcome, Review, Round
from publishing.rounds.opening import open_round
from tests.factories.people import person

LAST_YEAR, DAY, DEADLINE = date(2025, 7, 31), date(2026, 7, 31), date(2026, 10, 1)
_BATCH = 1_000


def open_one() -> None:
    """Open a round on all that stands ready, and do half of its work."""
    now = timezone.now()
    with transaction.atomic():
        people = [person(name, Role.EDITOR, Role.REVIEWER) for name in ("sanne", "joris", "karin")]
        _log(people[0], now - timedelta(days=30))
        items = list(read_current(LAST_YEAR).values())
        round = open_round(
            year=2026, reference_date=DAY, deadline=DEADLINE, base=_base(items, now), by=people[0], at=now
        ).round
        _judge(people, now)
        _review(round, items, people[1], now)


def _base(items: list[CurrentItem], now: datetime) -> Base:
    return Base(
        number="2025.1",
        digest="b" * 64,
        reference_date=LAST_YEAR,
        frozen_at=now - timedelta(days=20),
        entries=tuple(
            BaseEntry(
                kind=item.kind, uid=item.uid, public_id=f"{item.kind}-{place}", digest=item.digest, title=item.title
            )
            for place, item in enumerate(items)
        ),
    )


def _log(by: User, at: datetime) -> None:
    """Let ``by`` have made everything ready once."""
    for kind in CONTENT_KINDS:
        log: Any = PageLogEntry if hasattr(kind.model, "depth") else ModelLogEntry
        name = "page_id" if log is PageLogEntry else "object_id"
        shared = {
            "content_type": ContentType.objects.get_for_model(kind.model, for_concrete_model=False),
            "user": by,
            "timestamp": at,
            "action": "wagtail.publish",
            "content_changed": True,
        }
        keys = kind.model.objects.values_list("pk", flat=True)
        log.objects.bulk_create((log(**{name: key}, **shared) for key in keys), batch_size=_BATCH)


def _judge(people: list[User], at: datetime) -> None:
    interventions = dict(Intervention.objects.values_list("pk", "uid"))
    facts = facts_of(interventions, DAY)
    Verdict.objects.bulk_create(
        (
            Verdict(
                intervention_id=key,
                uid=uid,
                round_year=2026,
                reference_date=DAY,
                is_included=number % 10 > 0,
                reason="Past bij scholen.",
                facts=[
                    {
                        "register": one.register,
                        "record": one.record,
                        "state": one.state,
                        "level": one.level,
                        "recognised_on": str(one.recognised_on),
                        "observation": one.observation,
                    }
                    for one in facts[key]
                ],
                facts_digest=digest_of(facts[key]),
                proposed_by=people[0],
                proposed_at=at,
                decided_by=people[1],
                decided_at=at,
                agreed=True,
            )
            for number, (key, uid) in enumerate(interventions.items())
            if number % 4
        ),
        batch_size=_BATCH,
    )


def _review(round: Round, items: list[CurrentItem], by: User, at: datetime) -> None:
    held = {item.address: item.pk for item in round.items.all()}
    Review.objects.bulk_create(
        (
            Review(
                item_id=held[item.address],
                pair=part,
                digest=digest,
                document_digest=item.digest,
                reviewer=by,
                at=at,
                outcome=Outcome.CONFIRMED,
            )
            for number, item in enumerate(items)
            if number % 2
            for part, digest in item.parts.items()
        ),
        batch_size=_BATCH,
    )
