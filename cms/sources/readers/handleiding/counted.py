"""Numbered items of which the Wegwijzer has a fixed number: each number from 1 stands there once."""

from collections.abc import Iterable, Sequence

from cms.sources.reading import Entry, Problem


def count_entries(
    entries: Sequence[Entry], *, expected: int, name: str, line: int
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the first entry of each number, and a problem for each number too many, missing or double."""
    first: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.key in first:
            message = (
                f"{name.capitalize()} {entry.key} staat er twee keer: in regel {first[entry.key].line} en in regel "
                f"{entry.line}. Verwacht is één keer; haal er een weg of geef hem een ander nummer."
            )
            problems.append(Problem(entry.target, entry.key, entry.line, message))
        first.setdefault(entry.key, entry)
    if entries:
        problems += _missing(first, target=entries[0].target, expected=expected, name=name, line=line)
    return tuple(first.values()), tuple(problems)


def _missing(first: dict[str, Entry], *, target: str, expected: int, name: str, line: int) -> Iterable[Problem]:
    wanted = [str(number) for number in range(1, expected + 1)]
    for key in wanted:
        if key not in first:
            message = (
                f"{name.capitalize()} {key} ontbreekt: verwacht zijn {expected} stuks, gevonden zijn er {len(first)} "
                f"(vanaf regel {line}). Voeg {name} {key} toe."
            )
            yield Problem(target, key, line, message)
    for key, entry in first.items():
        if key not in wanted:
            message = (
                f"Regel {entry.line}: {name} {key} is er een te veel: verwacht zijn {expected} stuks, gevonden zijn er "
                f"{len(first)}. Haal hem weg of geef hem een ander nummer."
            )
            yield Problem(target, key, entry.line, message)
