"""Where comparing two large releases can be when a worker dies."""

from publishing.attempts.steps import Step


class ComparingStep(Step):
    """Comparing."""

    BEGUN = "begonnen"
    COMMITTED = "vastgelegd"
