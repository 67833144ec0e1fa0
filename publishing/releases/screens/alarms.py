"""Who reads an alarm in full: who can do something about what went wrong."""

from cms.accounts.models import User
from publishing.releases.models import Alarm
from publishing.releases.screens.access import PUBLISH
from publishing.releases.technical.access import VIEW as SEE_TECHNICAL


def reads_alarms(user: User) -> bool:
    """Whether ``user`` can act on an alarm, here or on *Techniek*."""
    return user.has_perm(PUBLISH) or user.has_perm(SEE_TECHNICAL)


def alarms_above_every_page(user: User) -> list[str]:
    """Return what nobody has dealt with, for who can; nothing for anybody else."""
    if not reads_alarms(user):
        return []
    who = "Handel" if user.has_perm(PUBLISH) else "De publicist handelt"
    return [f"Alarm: {alarm.message} {who} het af bij Uitgaven." for alarm in Alarm.objects.standing()]
