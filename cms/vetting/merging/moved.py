"""What a merge moved, precisely enough to put it back."""

import msgspec

from cms.vetting.merging.links import Change


class MovedPage(msgspec.Struct, frozen=True):
    """A recommendation whose links changed: in what is ready, and in its open draft when it had one.

    ``kept_text_of_gone`` tells which tailored text stayed where both interventions were linked.
    """

    uid: str
    title: str
    live: Change | None
    draft: Change | None
    had_draft: bool
    kept_text_of_gone: bool | None = None


class Moved(msgspec.Struct, frozen=True):
    """The primary keys of the observations, and the recommendations."""

    observations: list[int]
    pages: list[MovedPage]
