"""What the screens of *Doelen* share: who may come in, and which target it is."""

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator

from cms.accounts.models import User
from cms.accounts.screens import GuardedScreen
from exporters.targets.models import Target

VIEW, ADD, CHANGE, DELIVER = (f"targets.{action}_target" for action in ("view", "add", "change", "deliver"))
TITLE, ICON = "Doelen", "upload"


# Looking at a target can wait for somebody else's machine: no transaction is open meanwhile.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class TargetsView(GuardedScreen):
    """A screen under *Doelen*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON

    @property
    def person(self) -> User:
        """Who looks: nobody comes here without signing in."""
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": reverse("doelen:index"), "label": TITLE}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Return what comes after the list."""
        return [{"url": "", "label": self.get_page_title()}]

    @property
    def back(self) -> str:
        """Where one goes who changes their mind."""
        return reverse("doelen:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        may = {"may_change": self.person.has_perm(CHANGE), "may_deliver": self.person.has_perm(DELIVER)}
        return context | may | {"back": self.back}


class TargetView(TargetsView):
    """A screen about one target."""

    target: Target

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.target = get_object_or_404(Target, slug=kwargs["slug"])

    def get_page_subtitle(self) -> str:
        return self.target.name

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": self.back, "label": self.target.name}, *super().trail()]

    @property
    def back(self) -> str:
        return reverse("doelen:show", args=[self.target.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"target": self.target}
