"""The root of the content tree."""

from wagtail.models import Page


class Wegwijzer(Page):
    """The one page under which the eight domains stand. Made by a migration, never by hand."""

    max_count = 1
    parent_page_types: list[str] = []
    subpage_types = ["content.DomainPage"]
    preview_modes: list[object] = []  # it holds no text
    promote_panels: list[object] = []
    settings_panels: list[object] = []

    class Meta:
        verbose_name = "Wegwijzer"
        verbose_name_plural = "Wegwijzer"
