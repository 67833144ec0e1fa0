"""Running texts, steps, selection questions, definitions and references."""

from cms.content import models as content
from publishing.documents.kinds import fixed
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html


def text(item: content.Text, context: FreezeContext) -> fixed.Text:
    """Return the document of a running text; its place is its public id."""
    return fixed.Text(
        id=context.id_of("tekst", item.uid),
        title=item.title,
        body=published_html(item.body, context.page_addresses),
    )


def step(item: content.Step, context: FreezeContext) -> fixed.Step:
    """Return the document of a step."""
    return fixed.Step(
        id=context.id_of("stap", item.uid),
        number=item.number,
        title=item.title,
        body=published_html(item.body, context.page_addresses),
    )


def selection_question(item: content.SelectionQuestion, context: FreezeContext) -> fixed.SelectionQuestion:
    """Return the document of a selection question."""
    return fixed.SelectionQuestion(
        id=context.id_of("keuzevraag", item.uid),
        number=item.number,
        question=item.question,
        explanation=published_html(item.explanation, context.page_addresses),
    )


def definition(item: content.Definition, context: FreezeContext) -> fixed.Definition:
    """Return the document of a definition."""
    return fixed.Definition(
        id=context.id_of("begrip", item.uid),
        term=item.term,
        body=published_html(item.body, context.page_addresses),
    )


def reference(item: content.Reference, context: FreezeContext) -> fixed.Reference:
    """Return the document of a reference."""
    return fixed.Reference(
        id=context.id_of("verwijzing", item.uid),
        title=item.title,
        url=item.url,
        description=published_html(item.description, context.page_addresses),
    )
