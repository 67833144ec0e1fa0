"""Five hundred clients of the public API, each on a connection of its own, each asking every few seconds.

A process of its own (``python -m tests.soak.clients PORT SECONDS``), so that it measures the API and not its neighbours
in one Python. It prints what it saw as JSON.
"""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field

CLIENTS = 500
_BETWEEN = 5.0  # seconds between two questions of one client, on average
_TIMEOUT = 30.0
_PINNED = "/api/v1/uitgaven/2026.1"
_ASKED = (
    ("/api/v1/actueel",),
    ("/api/v1/actueel/domeinen", "Accept-Encoding: gzip"),
    (f"{_PINNED}/interventies?zoek=rust",),
    (f"{_PINNED}/interventies?leeftijd=14", "Accept-Encoding: br"),
    (f"{_PINNED}/aanbevelingen",),
    (f"{_PINNED}/manifest",),
    ("/api/v1/uitgaven",),
    ("/api/v1/wijzigingen?van=2025.1&naar=2026.1",),
)


@dataclass
class Seen:
    """Seconds per answer, and what was no answer; clients may try again where a process was killed."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    broken: int = 0

    def percentile(self, share: int) -> float:
        """Return within how many seconds ``share`` in 100 answers came."""
        return statistics.quantiles(self.seconds, n=100)[share - 1]


def begin(*, port: int, seconds: float) -> "subprocess.Popen[str]":
    """Start asking, in a process of its own."""
    command = [sys.executable, "-m", "tests.soak.clients", str(port), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))  # noqa: S603 - ours


def seen_by(process: "subprocess.Popen[str]") -> Seen:
    """Wait for the clients to end and return what they saw."""
    said, _ = process.communicate()
    return Seen(**json.loads(said))


class Client:
    """One client: its connection, opened anew when it broke."""

    def __init__(self, port: int, number: int, seen: Seen) -> None:
        self._port, self._seen = port, seen
        self._chance = random.Random(number)  # noqa: S311 - which address is asked is no secret
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def work(self, end: float) -> None:
        """Ask every few seconds until ``end``."""
        await asyncio.sleep(self._chance.uniform(0, _BETWEEN))
        while time.monotonic() < end:
            await self._ask_once(*self._chance.choice(_ASKED))
            await asyncio.sleep(self._chance.expovariate(1 / _BETWEEN))
        self._hang_up()

    async def _ask_once(self, path: str, *fields: str) -> None:
        started = time.perf_counter()
        try:
            status = await asyncio.wait_for(self._ask(path, fields), _TIMEOUT)
        except TimeoutError:
            self._seen.failures.append(f"{path}: no answer within {_TIMEOUT:.0f} s")
            self._hang_up()
        except (OSError, asyncio.IncompleteReadError):
            self._seen.broken += 1
            self._hang_up()
        else:
            self._seen.seconds.append(time.perf_counter() - started)
            if status != 200:
                self._seen.failures.append(f"{path}: {status}")

    async def _ask(self, path: str, fields: tuple[str, ...]) -> int:
        """Ask, on a new connection when the old one was closed while nobody asked: RFC 9112 9.3.1 lets a client."""
        if self._streams is not None:
            with suppress(OSError, asyncio.IncompleteReadError):
                return await self._ask_on(*self._streams, path, fields)
            self._hang_up()
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return await self._ask_on(*self._streams, path, fields)

    async def _ask_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, fields: tuple[str, ...]
    ) -> int:
        writer.write("\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *fields, "", ""]).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
        await reader.readexactly(int(length.partition(":")[2]))
        return int(head.split(" ", 2)[1])

    def _hang_up(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def _all(port: int, seconds: float) -> Seen:
    seen, end = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(Client(port, number, seen).work(end) for number in range(CLIENTS)))
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(asyncio.run(_all(int(sys.argv[1]), float(sys.argv[2]))))))
