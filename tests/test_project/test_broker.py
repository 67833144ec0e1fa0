"""The folder that stands in for a broker (cms/config/broker.py)."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from kombu.connection import Connection
from kombu.entity import Queue
from kombu.messaging import Producer

from cms.config.broker import use_folders

QUEUE = Queue("work", routing_key="work")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    use_folders()
    with Connection("filesystem://localhost", transport_options={"folder": str(tmp_path)}) as connection:
        yield connection


def send(connection: Connection, numbers: range) -> None:
    producer = Producer(connection.clone().channel())
    for number in numbers:
        producer.publish({"number": number}, routing_key="work", declare=[QUEUE], serializer="json")


def take_all(connection: Connection) -> list[int]:
    bound = QUEUE(connection.clone().channel())
    taken = []
    while message := bound.get(no_ack=True):
        taken.append(message.payload["number"])
    return taken


def test_messages_come_in_the_order_in_which_they_were_sent(connection: Connection) -> None:
    send(connection, range(5))

    assert take_all(connection) == [0, 1, 2, 3, 4]


def test_two_takers_never_take_the_same_message(connection: Connection) -> None:
    send(connection, range(200))
    taken: list[list[int]] = []
    takers = [Thread(target=lambda: taken.append(take_all(connection))) for _ in range(2)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()

    assert sorted(taken[0] + taken[1]) == list(range(200))


def test_a_message_has_its_name_only_when_it_is_whole(
    connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    rename = Path.rename

    def look_first(self: Path, target: Path) -> Path:
        seen.append(self.read_text(encoding="utf-8"))
        assert not list((tmp_path / "messages").iterdir())
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", look_first)
    send(connection, range(1))

    assert len(seen) == 1
    assert seen[0].endswith("}")


def test_a_message_for_another_queue_stays(connection: Connection) -> None:
    send(connection, range(1))

    assert Queue("other")(connection.channel()).get() is None
    assert take_all(connection) == [0]
