"""Looking at something that may never answer, without waiting for it longer than a monitor does."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from enum import StrEnum
from threading import Lock, Thread

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds, for all parts together; monitors give up after five or ten


class Word(StrEnum):
    """All that an outsider hears of a part."""

    GOOD = "goed"
    WRONG = "fout"
    SILENT = "geen antwoord"


class Look:
    """One part, looked at in a thread of its own. While it does not answer nobody asks again: no threads pile up."""

    def __init__(self, look: Callable[[], None]) -> None:
        """``look`` raises when something is wrong; why stands in the log and nowhere else."""
        self._look = look
        self._lock = Lock()
        self._under_way: Future[Word] | None = None

    def begin(self) -> "Future[Word]":
        """Begin to look, or join who looks already."""
        with self._lock:
            if self._under_way is None or self._under_way.done():
                self._under_way = Future()
                Thread(target=self._run, args=(self._under_way,), daemon=True).start()
            return self._under_way

    def _run(self, told: "Future[Word]") -> None:
        try:
            self._look()
        except Exception as error:  # the outer edge of a thread: what went wrong is one word and a line in the log
            logger.warning("A part is not well: %s: %s", type(error).__name__, error)
            told.set_result(Word.WRONG)
        else:
            told.set_result(Word.GOOD)


def words_of(looks: Mapping[str, Look], *, patience: float = PATIENCE) -> dict[str, Word]:
    """Return a word for each part, after ``patience`` seconds at most."""
    begun = {name: look.begin() for name, look in looks.items()}
    answered, _ = wait_for(begun.values(), timeout=patience)
    return {name: one.result() if one in answered else Word.SILENT for name, one in begun.items()}
