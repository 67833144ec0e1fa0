"""What the system checks say of the triggers of an app."""

from django.core.checks import CheckMessage, Tags, run_checks


def trigger_errors(app: str) -> list[CheckMessage]:
    """Return an error for each trigger of ``app`` that is not there, or not what it should be."""
    return [one for one in run_checks(tags=[Tags.database], databases=["default"]) if one.id == f"{app}.E001"]
