"""Whom the corrections on what is live wait for. As many queries, however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.corrections.models import Correction, CorrectionFreeze
from publishing.releases.corrections.reviewing import hands_by
from publishing.releases.corrections.standing import StandingChange, Status, changes_by, statuses_of
from publishing.releases.models import LIVE, Channel
from publishing.rounds.mywork.candidates import OpenCorrection
from publishing.rounds.reviewers import people_who_review

_READ = 10  # the newest on what is live; there are a few a year


@dataclass(frozen=True)
class OpenCorrections:
    """Those that are not out yet; ``made`` says of each freeze of one whether it holds just what was agreed."""

    shown: tuple[OpenCorrection, ...]
    made: Mapping[int, bool]
    to_carry: int

    def can_go_out(self, freeze: int) -> bool:
        """Whether the freeze with key ``freeze`` is as its correction is; one that is of no correction always is."""
        return self.made.get(freeze, True)


def open_corrections() -> OpenCorrections:
    """Return the corrections on what is live that people still work on."""
    live = Channel.objects.filter(name=LIVE).values("current")
    known = list(Correction.objects.filter(drop=None, base__in=live)[:_READ])
    changes = changes_by(known)
    statuses = statuses_of(known, changes)
    sound = {
        one.pk
        for one in known
        if statuses[one.pk] is Status.FROZEN and all(each.is_approved for each in changes[one.pk])
    }
    return OpenCorrections(
        shown=_shown([one for one in known if statuses[one.pk] in (Status.OPEN, Status.FROZEN)], changes, sound),
        made={freeze: correction in sound for freeze, correction in _unpublished()},
        to_carry=changes_to_carry().count(),
    )


def _unpublished() -> list[tuple[int, int]]:
    """Return the freezes of corrections that did not go out, each with its correction, by their keys. One query."""
    made = CorrectionFreeze.objects.filter(freeze__release__publication=None)
    return list(made.values_list("freeze", "correction"))


def _shown(
    known: Sequence[Correction], changes: Mapping[int, Sequence[StandingChange]], sound: set[int]
) -> tuple[OpenCorrection, ...]:
    unseen = {one.pk: [each.change for each in changes[one.pk] if each.review is None] for one in known}
    hands = hands_by([change for some in unseen.values() for change in some])
    people = people_who_review()
    return tuple(
        OpenCorrection(
            name=str(one).lower(),
            address=reverse("correcties:show", args=[one.pk]),
            asked={
                person.pk: str(person)
                for person in people
                if any(person.pk not in hands[change.pk] for change in unseen[one.pk])
            },
            waits=bool(unseen[one.pk]),
            is_rejected=any(each.is_rejected for each in changes[one.pk]),
            is_agreed=one.pk not in sound and bool(changes[one.pk]) and all(e.is_approved for e in changes[one.pk]),
        )
        for one in known
    )
