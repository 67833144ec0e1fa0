"""Records what the workshop announces, which cannot import this."""

from typing import Any

from django.dispatch import receiver

from cms.acts.act import Act, act_announced
from publishing.audit.recording import record_act


@receiver(act_announced, dispatch_uid="publishing.audit.record")
def record_announced(*, act: Act, **_kwargs: Any) -> None:
    """Record ``act`` in the transaction in which it is announced; a failure undoes both."""
    record_act(act)
