"""Whether somebody may publish: asked where no screen asked it, by the commands and when a planned moment has come."""

from cms.accounts.models import User
from publishing.releases.errors import RefusedError

PUBLISH = "releases.publish_release"


def check_may_publish(person: User) -> None:
    """Raise RefusedError when ``person`` may not publish releases (any more), nor go back to one."""
    if not person.is_active or not person.has_perm(PUBLISH):
        raise RefusedError(
            f"{person} mag geen uitgaven publiceren of terugzetten (meer). "
            "Laat een publicist het doen, of vraag de beheerder om die rol te geven."
        )
