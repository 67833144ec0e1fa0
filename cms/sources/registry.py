"""The kinds of source that can be imported. A new kind is a reader and a line here."""

from collections.abc import Callable

from cms.sources.readers.handleiding import read_manual
from cms.sources.reading import Reading

# By the KIND of ``manage.py import_source``. A reader takes the bytes of a file, and raises SourceError for wrong ones.
READERS: dict[str, Callable[[bytes], Reading]] = {
    "handleiding": read_manual,
}
