"""The list of all notices: what is told now, what is to come, what was."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.utils import timezone
from django.views.generic import TemplateView

from publishing.freezing.checking import day_of
from publishing.releases.notices.models import Notice, NoticeEnding
from publishing.releases.notices.screens.access import PLACE, TITLE, NoticesScreen
from publishing.releases.redactions.models import RedactionRequest

_PER_PAGE = 25


class Told(TextChoices):
    """Whether the world is told it."""

    NOW = "now", "geldt nu"
    LATER = "later", "begint later"
    PAST = "past", "afgelopen"
    ENDED = "ended", "beëindigd"


def told_of(notice: Notice, today: date) -> Told:
    """Return how ``notice`` stands on ``today``."""
    if ending_of(notice) is not None:
        return Told.ENDED
    if today < notice.starts_on:
        return Told.LATER
    return Told.PAST if notice.ends_on is not None and notice.ends_on < today else Told.NOW


def ending_of(notice: Notice) -> NoticeEnding | None:
    """Return how it was ended early, None when it was not."""
    return getattr(notice, "ending", None)


class Notices(NoticesScreen, TemplateView):
    """Newest first."""

    template_name = "notices/index.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = day_of(timezone.now())
        page = Paginator(Notice.objects.listed(), _PER_PAGE).get_page(self.request.GET.get("p"))
        may_place = self.request.user.has_perm(PLACE)
        return super().get_context_data(**kwargs) | {
            "page": page,
            "rows": [_row(notice, today, may_place=may_place) for notice in page],
            "may_place": may_place,
            "open_requests": RedactionRequest.objects.open().count(),
        }


def _row(notice: Notice, today: date, *, may_place: bool) -> dict[str, Any]:
    told = told_of(notice, today)
    may_end = may_place and not notice.is_withdrawal and told in (Told.NOW, Told.LATER)
    return {"notice": notice, "told": told, "ending": ending_of(notice), "may_end": may_end}
