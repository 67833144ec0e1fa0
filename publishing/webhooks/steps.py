"""Where telling a subscriber can be when a worker dies, within the steps of delivering (releases/steps.py)."""

from publishing.attempts.steps import Step


class WebhookStep(Step):
    """Telling one subscriber."""

    ANSWERED = "antwoord ontvangen"
    SWITCHED_OFF = "afnemer uitgezet"
