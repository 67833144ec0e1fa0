"""Markdown read by structure, and written as the rich text that Wagtail stores."""

from cms.sources.markdown.blocks import Block, Document, Heading, Items, Link, Note, Oddity, Paragraph, Run
from cms.sources.markdown.html import render_blocks, rich_text
from cms.sources.markdown.parsing import MarkdownError, parse_markdown

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
    "parse_markdown",
    "render_blocks",
    "rich_text",
]
