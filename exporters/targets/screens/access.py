"""What the screens of *Doelen* share: who may come in, and which target it is."""

from typing import Any

from exporters.targets.models import Target
from publishing.releases.screens.managed import ManagedView, OneManagedView

VIEW, ADD, CHANGE, DELIVER = (f"targets.{action}_target" for action in ("view", "add", "change", "deliver"))
TITLE, ICON = "Doelen", "upload"


class TargetsView(ManagedView):
    """A screen under *Doelen*, for who has ``permission``."""

    permission = VIEW
    title = TITLE
    namespace = "doelen"
    header_icon = ICON

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = {"may_change": self.person.has_perm(CHANGE), "may_deliver": self.person.has_perm(DELIVER)}
        return super().get_context_data(**kwargs) | may


class TargetView(TargetsView, OneManagedView):
    """A screen about one target."""

    model = Target
    called = "target"

    @property
    def target(self) -> Target:
        """The target that the address names."""
        held: Target = self.one
        return held
