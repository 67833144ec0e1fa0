"""What rounds tell the workshop, which cannot import them, and their screens."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from wagtail import hooks

from publishing.freezing.vetting_round import VettingRound
from publishing.rounds.judging import KIND
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.screens.account import DigestPanel
from publishing.rounds.screens.home import VIEW, RoundPanel
from publishing.rounds.screens.item_viewset import RoundItemViewSet
from publishing.rounds.screens.ready_again import way_back_to_the_round
from publishing.rounds.screens.viewset import RoundViewSet

# After what was done is told: a message of its own, for the text of Wagtail's is made by then.
hooks.register("after_edit_page", way_back_to_the_round)
hooks.register("after_edit_snippet", way_back_to_the_round)


@hooks.register("current_round")
def current_round() -> tuple[int, date] | None:
    """Return the year and the reference date of the open round."""
    return Round.objects.open().values_list("year", "reference_date").first()


@hooks.register("interventions_in_round")
def interventions_in_round() -> QuerySet[RoundItem, UUID]:
    """Return the uids of the interventions that stand in the open round."""
    standing = RoundItem.objects.filter(round__closed_at=None, kind=KIND, retired_at=None)
    return standing.values_list("uid", flat=True)


@hooks.register("round_to_freeze")
def round_to_freeze() -> VettingRound | None:
    """Return the open round, as a freeze needs to know it."""
    made = Round.objects.open().first()
    return None if made is None else made.vetting


@hooks.register("dates_of_the_round")
def dates_of_the_round() -> list[tuple[str, date]]:
    """Return what each date of the open round is called, and the date."""
    dates = Round.objects.open().values_list("opened_at", "reference_date", "deadline").first()
    if dates is None:
        return []
    opened_at, reference_date, deadline = dates
    return [
        ("de ronde is geopend op", localdate(opened_at)),
        ("de ijkdatum is", reference_date),
        ("klaar uiterlijk op", deadline),
    ]


@hooks.register("construct_homepage_panels", order=10)  # after the workshop has chosen what stands there
def round_on_the_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show the round to who holds a role."""
    if request.user.has_perm(VIEW):
        panels.append(RoundPanel())


@hooks.register("register_admin_viewset")
def round_screens() -> list[Any]:
    """Return the screens of the round and of its items."""
    return [RoundViewSet(), RoundItemViewSet()]


@hooks.register("register_account_settings_panel")
def morning_mail(request: HttpRequest, user: Any, profile: Any) -> DigestPanel:
    """Let everybody say whether they want the morning's mail."""
    return DigestPanel(request, user, profile)
