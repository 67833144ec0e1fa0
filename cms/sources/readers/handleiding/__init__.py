"""The manual (handleiding) of the Wegwijzer, read by structure: headings, lists, links and footnotes."""

from cms.sources.readers.handleiding.manual import read_manual

__all__ = ["read_manual"]
