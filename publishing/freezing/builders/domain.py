"""Domains."""

from cms.content.models import DomainPage
from publishing.documents.kinds.domain import Domain
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html


def domain(item: DomainPage, context: FreezeContext) -> Domain:
    """Return the document of a domain. Its recommendations name it, not the other way round."""
    return Domain(
        id=context.id_of("domein", item.uid),
        number=item.number,
        title=item.title,
        when_low=item.when_low.strip(),
        when_high=item.when_high.strip(),
        explanation=published_html(item.explanation, context.page_addresses),
        system_level=item.system_level,  # type: ignore[arg-type]  # freeze_item checks it against the shape
    )
