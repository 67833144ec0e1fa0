"""What redactions add to the first screen: requests that wait for a second person."""

from typing import Any

from django.forms import Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from publishing.releases.redactions.models import RedactionRequest

_SHOWN = 5


class RedactionsPanel(Component):
    """Shown only while there is something to decide for who looks."""

    name = "redactions"
    template_name = "redactions/home.html"
    order = 6  # before corrections: the law sets a term

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("notices/notices.css")]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "requests": RedactionRequest.objects.open().exclude(by=user).select_related("by").order_by("pk")[:_SHOWN]
        }
