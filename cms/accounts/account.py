"""A person's own account page."""

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccount(AccountView):
    """Wagtail's account page without a photograph: nothing is uploaded here, and nothing served."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
