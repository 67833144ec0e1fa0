"""The form with which an editor copies a page."""

from typing import Any

from django.utils.text import slugify
from wagtail.admin.forms.pages import CopyForm


class CopyUnderNewName(CopyForm):
    """Asks for a title and a place. The address follows from the title, and a copy lives its own life."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("alias", "new_slug"):
            self.fields.pop(name, None)
        self.fields["new_title"].initial = f"{self.page.title} (kopie)"

    def clean(self) -> Any:
        """Add ``new_slug``, an address that is free under the chosen parent, where Wagtail looks for it."""
        parent = self.cleaned_data.get("new_parent_page") or self.page.get_parent()
        base = slugify(self.cleaned_data.get("new_title", ""))[:240] or "kopie"
        taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
        candidates = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        self.cleaned_data["new_slug"] = next(slug for slug in candidates if slug not in taken)
        return super().clean()
