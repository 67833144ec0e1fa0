"""Where the nightly verification can be when a worker dies."""

from publishing.attempts.steps import Step


class VerifyStep(Step):
    """Verifying the store."""

    BEGUN = "begonnen"
    LOOKED = "nagerekend"
    ALARM_RAISED = "alarm gegeven"
