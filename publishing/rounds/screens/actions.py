"""What is done to many items from the worklist: confirming, assigning, and taking in what became ready."""

from collections import defaultdict

from django.http import HttpResponse
from django.utils import timezone
from wagtail.admin import messages

from cms.accounts.sent import keys_in
from publishing.rounds.confirming import Confirmed, confirm_unchanged
from publishing.rounds.errors import RoundError
from publishing.rounds.listing import PER_PAGE
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.reviewers import people_to_assign
from publishing.rounds.screens.access import ASSIGN, OPEN, REVIEW, RoundAction
from publishing.rounds.screens.worklist import back_to_list
from publishing.rounds.syncing import sync_items
from publishing.rounds.working import assign_items


class SelectedAction(RoundAction):
    """An action on the selected items, which need not be in the list any more as it is filtered now."""

    def back(self) -> HttpResponse:
        return back_to_list(self.request)

    def selected(self, shown: Round) -> list[RoundItem]:
        """Return the items that were ticked, of this round only; raise RoundError when there is none."""
        keys = keys_in(self.request.POST.getlist("item"))[:PER_PAGE]
        found = list(shown.items.filter(pk__in=keys))
        if not found:
            raise RoundError("Er is niets geselecteerd. Vink eerst aan waar het om gaat.")
        return found


class ConfirmSelected(SelectedAction):
    permissions = (REVIEW,)

    def act(self, shown: Round) -> None:
        chosen = self.selected(shown)
        done = confirm_unchanged(round=shown, items=chosen, by=self.request.user, at=timezone.now())
        if done.items:
            messages.success(self.request, f"{_items(len(done.items))} bevestigd als onveranderd.")
        for told in _left(done):
            messages.warning(self.request, told)


class AssignSelected(SelectedAction):
    permissions = (ASSIGN,)

    def act(self, shown: Round) -> None:
        chosen, name = self.selected(shown), self.request.POST.get("aan", "")
        to = next((one for one in people_to_assign() if str(one.pk) == name), None)
        if to is None and name != "niemand":
            raise RoundError("Kies aan wie je dit toewijst: iemand uit de lijst, of niemand.")
        number = assign_items(round=shown, items=chosen, to=to, by=self.request.user, at=timezone.now())
        messages.success(self.request, f"{_items(number)} toegewezen aan {to or 'niemand'}.")


class SyncItems(RoundAction):
    permissions = (ASSIGN, OPEN)

    def act(self, shown: Round) -> None:
        number = sync_items(round=shown)
        if number:
            messages.success(self.request, f"{_items(number)} toegevoegd aan de werklijst.")
        else:
            messages.info(self.request, "De werklijst was al bij.")


def _left(done: Confirmed) -> list[str]:
    """Return, for each reason why items were not confirmed, which these are."""
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for item, why in done.left:
        by_reason[why].append(f"'{item.title}'")
    return [f"Niet bevestigd: {', '.join(titles)}. {why}" for why, titles in by_reason.items()]


def _items(number: int) -> str:
    return "1 item is" if number == 1 else f"{number} items zijn"
