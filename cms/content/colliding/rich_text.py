"""Rich text as the editor would write it again: what it was read from differs in ways that nobody typed."""

import re

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField
from wagtail.rich_text import features

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')  # a new one each time that a text is opened


def as_written(field: RichTextField, value: str) -> str:
    """Return ``value`` after a way through the editor of ``field``, without the marks that this leaves."""
    known = field.features if field.features is not None else features.get_default_features()
    converter = ContentstateConverter(known)
    again: str = converter.to_database_format(converter.from_database_format(value or ""))
    return BLOCK_KEY.sub("", again)
