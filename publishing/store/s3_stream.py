"""Reads an object as a stream. A connection that breaks is taken up again where it was, within the same version."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, FlexibleChecksumError

BREAKS = 4  # in a row, without a byte in between; asking anew waits by itself


class Answer(NamedTuple):
    """A body that is being read and the entity tag of the version that it belongs to."""

    body: Any  # botocore's StreamingBody
    etag: str


Ask = Callable[[int, str | None], Answer]
"""From a first byte and, after a break, the entity tag that must still hold, to the rest of the object."""


class ObjectStream(io.RawIOBase):
    """The bytes of one version of an object. What goes wrong is said ``in_words``: reading raises a StoreError."""

    def __init__(self, ask: Ask, in_words: Callable[[], AbstractContextManager[None]]) -> None:
        self._ask = ask
        self._in_words = in_words
        self._position = 0
        with in_words():
            self._answer = ask(0, None)

    @property
    def etag(self) -> str:
        """The entity tag of the version."""
        return self._answer.etag

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with self._in_words():
            piece = self._piece(len(buffer))
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _piece(self, size: int) -> bytes:
        for _ in range(BREAKS):
            try:
                return bytes(self._answer.body.read(size))
            except FlexibleChecksumError:
                raise  # all bytes came, and they are not those that were stored
            except BotoCoreError:
                self._answer.body.close()
                self._answer = self._ask(self._position, self._answer.etag)
        return bytes(self._answer.body.read(size))

    def close(self) -> None:
        if not self.closed:
            self._answer.body.close()
        super().close()
