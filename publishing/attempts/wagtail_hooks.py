"""The pause, above every page of the workshop."""

from django.utils.timezone import localtime
from wagtail import hooks

from cms.accounts.models import User
from publishing.attempts.pausing import current_pause


@hooks.register("standing_warnings")
def pause_above_every_page(user: User) -> list[str]:
    """Return that the work is paused, by whom, since when and why: the same for everybody."""
    pause = current_pause()
    if pause is None:
        return []
    since = f"{localtime(pause.at):%d-%m-%Y %H:%M}"
    return [
        f"Het publiceren is gepauzeerd door {pause.by}, sinds {since}: {pause.reason.rstrip('.')}. "
        "Er wordt niets afgeleverd en er begint geen nieuw werk."
    ]
