"""What is typed or pasted into an item can be seen: a text with a control character is refused where it stands."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import RichTextField

from cms.content.fields import WordListField
from cms.wording.unseen import find_unseen


class Readable(models.Model):
    """A row whose texts hold no signs that nobody sees. Word processors and PDFs leave those behind when pasted."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError for a text with such a sign, by field, beside all that Django finds."""
        wrong: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            wrong = error.update_error_dict({})
        for field in self._meta.concrete_fields:
            if field.name in (exclude or ()) or field.name in wrong:
                continue
            if found := _unseen_in(field, getattr(self, field.attname)):
                wrong[field.name] = [found]
        if wrong:
            raise ValidationError(wrong)


def _unseen_in(field: Any, value: Any) -> str:
    texts = value if isinstance(field, WordListField) and isinstance(value, list) else [value]
    is_html = isinstance(field, RichTextField)
    found = (find_unseen(text, is_html=is_html) for text in texts if isinstance(text, str))
    return next((str(one) for one in found if one is not None), "")
