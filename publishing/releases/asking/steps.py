"""Where a freeze that was asked for can be when a worker dies, around those of the freeze itself."""

from publishing.attempts.steps import Step


class AskedStep(Step):
    """Doing what somebody asked."""

    BEGUN = "begonnen"
    OUTCOME_WRITTEN = "uitkomst geschreven"
    COMMITTED = "vastgelegd"
