"""Editors who save all the time, each their own items, and what is left of every save that was acknowledged."""

import random
import threading
from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Revision

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import PracticeExample
from tests.soak.browser import Person, RefusedError

EDITORS = 8
PASSWORD = "redacteur-van-de-duurproef"
_PAUSE = (0.5, 2.0)  # seconds between two saves of one person


@dataclass
class Edits:
    """The marks that were saved per item, in order, and everything that went wrong."""

    marks: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    tried_again: int = 0

    @property
    def saved(self) -> int:
        return sum(map(len, self.marks.values()))

    def lost(self) -> list[str]:
        """Return each mark that was acknowledged and is in no version, and each item whose newest is not the last."""
        problems = []
        for pk, marks in self.marks.items():
            item = PracticeExample.objects.get(pk=pk)
            titles = [one.content["title"] for one in Revision.objects.for_instance(item).order_by("pk")]
            problems += [f"{mark} is in no version of item {pk}" for mark in marks if mark not in titles]
            if titles[-1] != marks[-1]:
                problems.append(f"the newest version of item {pk} is {titles[-1]}, saved last was {marks[-1]}")
        return problems


def hire(number: int = EDITORS) -> list[str]:
    """Make so many editors and return their names."""
    group = Group.objects.get(name=Role.EDITOR.value)
    names = [f"redacteur-{index}" for index in range(1, number + 1)]
    for name in names:
        user = User(username=name, email=f"{name}@duurproef.example", first_name="Redacteur", last_name=name)
        user.set_password(PASSWORD)
        user.save()
        user.groups.add(group)
    return names


def edit(*, port: int, names: list[str], until: threading.Event) -> tuple[Edits, list[threading.Thread]]:
    """Let each of ``names`` edit two items of their own until the event; return what is noted, and who is at work."""
    edits = Edits()
    items = list(PracticeExample.objects.order_by("pk").values_list("pk", flat=True))
    share = [items[index :: len(names)][:2] for index in range(len(names))]
    threads = [
        threading.Thread(target=_work, args=(port, name, own, edits, until), daemon=True)
        for name, own in zip(names, share, strict=True)
    ]
    for thread in threads:
        thread.start()
    return edits, threads


def _work(port: int, name: str, own: list[int], edits: Edits, until: threading.Event) -> None:
    chance = random.Random(name)  # noqa: S311 - when somebody saves is no secret
    turn = 0
    try:
        person = Person(port, name, PASSWORD)
        while not until.wait(chance.uniform(*_PAUSE)):
            pk, turn = own[turn % len(own)], turn + 1
            _save(person, pk, f"{name} bewaart voor de {turn}e keer", edits)
        edits.tried_again += person.tried_again
    except Exception as error:  # the outer edge of a thread: it is reported
        edits.failures.append(f"{name}: {error!r}")


def _save(person: Person, pk: int, mark: str, edits: Edits) -> None:
    address = reverse("wagtailsnippets_content_practiceexample:edit", args=[pk])
    answer = person.send(address, {"title": mark}, form="w-editor-form")
    if "messages" not in answer.text or f"{mark}" not in answer.text:
        raise RefusedError(f"{person.name}: {mark} was not acknowledged at {answer.address}")
    edits.marks[pk].append(mark)
