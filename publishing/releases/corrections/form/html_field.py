"""Rich text of a release in the editor of the workshop, and back through the one gate."""

from typing import Any

from django import forms
from wagtail.admin.rich_text import get_rich_text_editor_widget

from publishing.documents.base import INTERNAL_SCHEME
from publishing.freezing.rich_text import published_html

# The editor throws away a scheme that it does not know; an anchor it keeps.
_ANCHOR = f'href="#{INTERNAL_SCHEME}/'
_INTERNAL = f'href="{INTERNAL_SCHEME}:'


class HtmlField(forms.CharField):
    """Safe HTML. What the editor only writes in another way is no change."""

    def __init__(self, *, label: str) -> None:
        widget = get_rich_text_editor_widget()
        widget.options["ariaLabel"] = label  # the label on the page points at a field that the editor hides
        super().__init__(widget=widget, label=label)

    def prepare_value(self, value: Any) -> Any:
        """Return ``value``, published HTML or what was sent, as the editor takes it."""
        if not isinstance(value, str):
            return value
        return value.replace(_INTERNAL, _ANCHOR).replace("<br>", "<br/>")  # the editor reads it only when it is closed

    def clean(self, value: Any) -> str:
        """Return what was sent as safe HTML."""
        return published_html(str(super().clean(value)).replace(_ANCHOR, _INTERNAL), {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was sent is other than what the editor makes of ``initial``."""
        shown = self.widget.format_value(self.prepare_value(initial or ""))
        untouched = self.widget.value_from_datadict({"as shown": shown}, {}, "as shown")
        return self.clean(untouched) != self.clean(data)
