"""The button *Lezen* beside a page: what would be published of its latest version."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.content.models import Wegwijzer
from cms.content.page_permissions import may_read


def reading_button(page: Page, user: Any, next_url: str | None = None, **_: Any) -> Iterator[Any]:
    """Yield the button, for the list and for the header. The Wegwijzer itself holds no text to read."""
    if page.specific_class is not Wegwijzer and may_read(user, page):
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        yield Button("Lezen", url=url, icon_name="view", attrs={"target": "_blank"}, priority=5)
