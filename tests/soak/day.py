"""The bad day itself: starts the installation, lets everybody begin, and judges what is left."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import django

django.setup()

from cms.accounts.roles import Role
from tests.soak.clients import Seen, begin, seen_by
from tests.soak.editing import EDITORS, PASSWORD, Edits, edit, hire
from tests.soak.freezing import Freezes, freeze
from tests.soak.importing import ROWS, Imports, bring_in
from tests.soak.installation import Installation, installed, manage

SECONDS = float(os.environ.get("SOAK_SECONDS", "300"))
KILL = os.environ.get("KILL") == "1"
_GOAL = 3.0
_WARMING = 10.0  # seconds that do not count: a server that was just started opens its pack
_ALONE = 30.0  # seconds in which only the clients of the API are there
_KILL_EVERY = 20.0
_IMPORTERS = 2


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def day(folder: Path) -> int:
    """Do all of it, print the figures, and return the exit code."""
    hired = hire(EDITORS + _IMPORTERS)
    with installed(int(os.environ.get("PORT", "8900")), folder / "log") as installation:
        seen_by(begin(port=installation.public_port, seconds=_WARMING))
        alone = seen_by(begin(port=installation.public_port, seconds=_ALONE))
        say(_told("API alone", alone))
        problems = [*_at_once(installation, hired, folder, alone)]
        said = [line for line in (folder / "log").read_text(errors="replace").splitlines() if "Traceback" in line]
    problems += ["a process said a traceback: see the log"] * bool(said) * (not KILL)
    manage("verify_store")
    say("verify_store: in order")
    for problem in problems:
        say(f"WRONG: {problem}")
    if problems:
        say((folder / "log").read_text(errors="replace")[-4000:])
    return 1 if problems else 0


def _at_once(installation: Installation, hired: list[str], folder: Path, alone: Seen) -> Iterator[str]:
    """Let everybody work at the same time; yield what went wrong."""
    over = threading.Event()
    clients = begin(port=installation.public_port, seconds=SECONDS)
    edits, editors = edit(port=installation.port, names=hired[:EDITORS], until=over)
    imports, importers = bring_in(
        port=installation.port, people=hired[EDITORS:], password=PASSWORD, folder=folder, until=over
    )
    freezes, publicist = freeze(port=installation.port, name=Role.PUBLISHER.value, until=over)
    if KILL:
        threading.Thread(target=_kill, args=(installation, over), daemon=True).start()
    during = seen_by(clients)
    over.set()
    for thread in (*editors, *importers, publicist):
        thread.join()
    say(_told("API during all of it", during))
    _tell(edits, imports, freezes, installation)
    yield from (*edits.failures, *edits.lost(), *imports.failures, *freezes.failures)
    for failure, times in Counter(during.failures).items():
        yield f"{failure}, {times} times"
    if during.broken and not KILL:
        yield f"{during.broken} connections of API clients broke"
    if not all(imports.applied.get(name) for name in hired[EDITORS:]):
        yield "an import took nothing over"
    if not freezes.seconds:
        yield "no freeze came to its end"
    ratio = during.percentile(99) / alone.percentile(99)
    say(f"p99 of the API against alone: {ratio:.1f} x, goal {_GOAL:.0f} x{' (not judged: KILL=1)' if KILL else ''}")
    if ratio > _GOAL and not KILL:
        yield f"p99 is {ratio:.1f} x what it was alone"


def _told(what: str, seen: Seen) -> str:
    p50, p99 = (seen.percentile(share) * 1_000 for share in (50, 99))
    return f"{what}: {len(seen.seconds)} answers, p50 {p50:.1f} ms, p99 {p99:.1f} ms, {seen.broken} broken"


def _tell(edits: Edits, imports: Imports, freezes: Freezes, installation: Installation) -> None:
    say(f"{EDITORS} editors: {edits.saved} saves acknowledged, {edits.tried_again} tried again")
    for name, planned in imports.planned.items():
        applied = imports.applied.get(name, 0)
        say(f"import of {ROWS} rows by {name}: planned in {planned:.0f} s, {applied} taken over in the time that was")
    if freezes.seconds:
        say(f"{len(freezes.seconds)} freezes, the slowest {max(freezes.seconds):.1f} s")
    for name, times in installation.restarts.items():
        say(f"killed and started again: {name}, {times} times")


def _kill(installation: Installation, over: threading.Event) -> None:
    for name in cycle(list(installation.running)):
        if over.wait(_KILL_EVERY):
            return
        installation.kill(name)


if __name__ == "__main__":
    sys.exit(day(Path(sys.argv[1])))
