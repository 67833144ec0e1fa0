"""What production refuses to start with. The settings themselves are judged in settings/production.py.

The checks run with ``manage.py check --database default`` and ``migrate``, and when a web process, worker or beat
starts. They do not run before other commands, so that a demo user can be deactivated with one. Those of the release
store ask it something, so they run at a start and with ``check --deploy`` alone.
"""

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, run_checks
from django.core.checks import Warning as Doubt
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

logger = logging.getLogger(__name__)

START = "start"
DEMO_ADDRESS = "@demo.example"


def demo_users_are_gone(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Report each active user of the demo: their passwords are in the source. Users are deactivated, never deleted."""
    users = get_user_model()._default_manager
    if "default" not in (databases or []):
        return []
    if users.model._meta.db_table not in connections["default"].introspection.table_names():
        return []  # before the first migrate
    names = users.filter(is_active=True, email__iendswith=DEMO_ADDRESS).order_by("username")
    return [
        Error(
            f"The demo user {user.get_username()} can sign in.",
            hint="Deactivate every user of the demo, or start with an empty database.",
            id="config.E001",
        )
        for user in names
    ]


def contact_is_somebody(**_kwargs: Any) -> list[CheckMessage]:
    """Warn while openapi.json and security.txt name a contact that is nobody's (RFC 2606: .example never resolves)."""
    contact = settings.SPECTACULAR_SETTINGS["CONTACT"]
    hosts = (contact["email"].rpartition("@")[2], urlsplit(contact["url"]).hostname or "")
    if not any(host.endswith(".example") for host in hosts):
        return []
    hint = "Set API_CONTACT_NAME, API_CONTACT_EMAIL and API_CONTACT_URL, also for the public process."
    return [Doubt("The API names a contact at .example, which is nobody.", hint=hint, id="config.W001")]


def refuse_unfit_start() -> None:
    """Raise ImproperlyConfigured, naming every reason, when this process may not start here; log what may pass."""
    found = run_checks(tags=[START], databases=["default"], include_deployment_checks=True)
    problems = [one for one in found if one.is_serious()]
    for warning in (one for one in found if not one.is_serious()):
        logger.warning("%s %s", warning.msg, warning.hint or "")
    if problems:
        raise ImproperlyConfigured("\n".join(["This may not start:", *(f"- {problem.msg}" for problem in problems)]))
