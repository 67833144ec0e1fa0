"""Practice examples."""

from cms.content.models import PracticeExample
from publishing.documents.kinds import practice_example as published
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html


def practice_example(item: PracticeExample, context: FreezeContext) -> published.PracticeExample:
    """Return the document of a practice example."""
    return published.PracticeExample(
        id=context.id_of("praktijkvoorbeeld", item.uid),
        title=item.title,
        body=published_html(item.body, context.page_addresses),
        organisation=item.organisation,
        url=item.url,
        consent_until=item.consent_until,
    )
