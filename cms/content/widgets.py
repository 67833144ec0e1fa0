"""Wagtail's rich-text editor with a name for who cannot see its label (WCAG 4.1.2)."""

import json
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea


class NamedRichTextArea(DraftailRichTextArea):
    """Draftail, named by the label of its field: the area that one types in is no form field, so no label finds it."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        options = json.loads(own["data-w-init-detail-value"])
        own["data-w-init-detail-value"] = json.dumps({**options, "ariaLabelledBy": f"{own['id']}-label"})
        return context
