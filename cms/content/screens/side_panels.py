"""What stands beside an editor."""

from typing import Any

from wagtail.admin.ui.components import MediaContainer


class WithoutChecks:
    """An editor without Wagtail's panel of checks, which looks into the preview and is not let in: it stays empty.

    What it would find stands at the fields, see finding.py.
    """

    def get_side_panels(self) -> MediaContainer:
        panels: Any = super().get_side_panels()  # type: ignore[misc]  # of the view beside it
        return MediaContainer([panel for panel in panels if panel.name != "checks"])
