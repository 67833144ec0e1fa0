"""What freezing adds to Wagtail: an item's preview and findings are those of its document."""

from wagtail import hooks

from publishing.freezing.found import find_in_form
from publishing.freezing.preview import render_preview

hooks.register("render_preview", render_preview)
hooks.register("find_in_form", find_in_form)
