"""What freezing adds to Wagtail: the preview of an item is drawn from its document."""

from wagtail import hooks

from publishing.freezing.preview import render_preview

hooks.register("render_preview", render_preview)
