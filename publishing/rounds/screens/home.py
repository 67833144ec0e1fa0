"""What the round adds to the first screen: what is live, my work now, how far the round is, who else is at it."""

from typing import Any

from django.forms import Media
from django.utils import timezone
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from publishing.rounds.asking import installation_concerns, live_release
from publishing.rounds.mywork.compose import my_work
from publishing.rounds.mywork.standing import Standing, next_date
from publishing.rounds.screens.home_dates import days_until
from publishing.rounds.screens.home_finished import finished
from publishing.rounds.screens.home_progress import Bar, bars_of
from publishing.rounds.screens.home_reading import read_standing, viewer_of
from publishing.rounds.screens.home_tasks import shown_task
from publishing.rounds.screens.home_waiting import by_person

VIEW = "rounds.view_round"


class RoundPanel(Component):
    """Everything about the round in one panel, so that the worklist is read once."""

    name = "round"
    template_name = "rounds/home.html"
    order = 5  # before the counts of the content

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("rounds/home.css")]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        standing = read_standing(today=timezone.localdate())
        viewer = viewer_of(parent_context["request"].user)
        work = my_work(standing, viewer, concerns=installation_concerns() if viewer.manages else ())
        return {
            "live": live_release(),
            "round": standing.round,
            "phase": standing.phase.value,
            "tasks": [shown_task(one) for one in work.tasks],
            "finished": finished(standing.phase, viewer, work),
            "waiting": by_person(work.waiting),
            **_pictured(standing),
        }


def _pictured(standing: Standing) -> dict[str, Any]:
    """Return the progress and the next date; nothing without an open round."""
    if standing.round is None or standing.worklist is None:
        return {}
    date = next_date(standing.round, today=standing.today)
    return {
        "whole": Bar("Alles samen", standing.worklist.progress()),
        "bars": bars_of(standing.worklist),
        "date": date,
        "days": days_until(date),
    }
