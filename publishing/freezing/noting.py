"""Which questions the making of a document asked about all others, so that it need not be made again.

A document is made of its own rows and of answers from what a freeze shares. As long as its rows are the same and every
answer is, making it again would give the same. Nothing is declared: what a builder or a rule begins to ask, is noted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from cms.vetting.facts import Known
from publishing.freezing.context import FreezeContext
from publishing.freezing.vetted import Vetted


class Note(NamedTuple):
    """A question by the name of who answers it and its key, and the answer as text; empty when there was none."""

    source: str
    key: str
    answer: str


class Noted(Mapping[Any, Any]):
    """A mapping that writes down what is asked of it. It cannot be walked through: that would be no question."""

    def __init__(self, name: str, held: Mapping[Any, Any], notes: dict[Note, None]) -> None:
        self._name, self._held, self._notes = name, held, notes

    def __getitem__(self, key: Any) -> Any:
        answer = self._held.get(key)
        self._notes[Note(self._name, str(key), _text(answer))] = None
        if answer is None:
            raise KeyError(key)
        return answer

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"Ask {self._name} one thing at a time: what is walked through cannot be noted.")

    def __len__(self) -> int:
        raise TypeError(f"Ask {self._name} one thing at a time: what is counted cannot be noted.")


class Notebook:
    """Notes what is asked while documents are made one by one, and tells whether the answers are still the same."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}
        self._held: dict[str, Mapping[Any, Any]] = {}
        self._answers: dict[str, dict[str, str]] = {}  # made of what is held when it is first asked for

    def noting(self, name: str, held: Mapping[Any, Any]) -> Noted:
        """Return ``held`` in a form that notes what is asked of it, as ``name``."""
        self._held[name] = held
        return Noted(name, held, self._notes)

    def context(self, context: FreezeContext) -> FreezeContext:
        """Return ``context`` in a form that notes what is asked of it."""
        vetted = context.vetted
        if vetted is not None:
            vetted = Vetted(
                included=self.noting("included", vetted.included),
                excluded=self.noting("excluded", vetted.excluded),
                unvetted=self.noting("unvetted", dict.fromkeys(vetted.unvetted, True)).keys(),
                facts=self.noting("facts", vetted.facts),
                known=Known(
                    vetted.known.interventions,
                    events=self.noting("events", vetted.known.events),
                    readings=self.noting("readings", vetted.known.readings),
                ),
            )
        return replace(
            context,
            ids={kind: self.noting(f"ids of {kind}", held) for kind, held in context.ids.items()},
            ready={
                kind: self.noting(f"ready {kind}", dict.fromkeys(held, True)).keys()
                for kind, held in context.ready.items()
            },
            page_addresses=self.noting("page addresses", context.page_addresses),
            domains_by_path=self.noting("domains by path", context.domains_by_path),
            vetted=vetted,
        )

    def take_notes(self) -> tuple[Note, ...]:
        """Return what was asked since the last time."""
        taken = tuple(self._notes)
        self._notes.clear()
        return taken

    def answers_the_same(self, note: Note) -> bool:
        """Return whether the question would get the answer that was noted."""
        return self._answers_of(note.source).get(note.key, "") == note.answer

    def _answers_of(self, source: str) -> Mapping[str, str]:
        if source not in self._answers:
            self._answers[source] = {str(key): _text(value) for key, value in self._held.get(source, {}).items()}
        return self._answers[source]


def _text(answer: Any) -> str:
    return "" if answer is None else repr(answer)
