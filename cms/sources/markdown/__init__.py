"""Markdown read by structure, and written as the rich text that Wagtail stores."""

from cms.sources.markdown.blocks import Block, Document, Heading, Items, Link, Note, Oddity, Paragraph, Run
from cms.sources.markdown.html import render_blocks, rich_text
from cms.sources.markdown.parsing import MarkdownError, parse_markdown
from cms.sources.markdown.round_trip import blocks_of, markdown_of, one_form_of, stored_form, targets_in

__all__ = [
    "Block",
    "Document",
    "Heading",
    "Items",
    "Link",
    "MarkdownError",
    "Note",
    "Oddity",
    "Paragraph",
    "Run",
    "blocks_of",
    "markdown_of",
    "one_form_of",
    "parse_markdown",
    "render_blocks",
    "rich_text",
    "stored_form",
    "targets_in",
]
