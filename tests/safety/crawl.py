"""Everybody at every address: what they got to see, and what it wrote."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from django.test import Client

from cms.accounts.roles import Role
from tests.safety.addresses import Address, addresses
from tests.safety.asking import Answer, ask, put_back
from tests.safety.filling import Form, filled_forms
from tests.safety.world import NOBODY, World


class Crawl:
    """The answers are kept: one look at a page serves every test about it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.addresses = addresses(world)
        self._seen: dict[str, dict[str, Answer]] = {}

    @property
    def everybody(self) -> list[str]:
        return [*self.world.people, NOBODY]

    @property
    def one_of_each_kind(self) -> list[Address]:
        """The addresses, of the seven kinds of snippets those of one: they share their screens."""
        others = re.compile(r"/snippets/(choose/)?content/(?!intervention/)")
        return [address for address in self.addresses if not others.search(address.path)]

    def of(self, who: str) -> list[Address]:
        """The addresses that ``who`` is tried at: all where a screen may differ from kind to kind."""
        return self.addresses if who in (Role.EDITOR, Role.READER, NOBODY) else self.one_of_each_kind

    def browser(self, who: str) -> Client:
        """Return a browser in which ``who`` has signed in."""
        client = Client()
        if who in self.world.people:
            client.force_login(self.world.people[who])
        return client

    def seen(self, who: str) -> dict[str, Answer]:
        """Return what ``who`` sees at each address."""
        if who not in self._seen:
            asked = self.tried(who, "GET", self.of(who))
            self._seen[who] = {address.path: answer for address, answer in asked}
        return self._seen[who]

    def tried(self, who: str, method: str, only: Iterable[Address] | None = None) -> Iterator[tuple[Address, Answer]]:
        """Yield what ``method`` without anything in it does at each address."""
        client = self.browser(who)
        for address in self.addresses if only is None else only:
            with put_back():
                answer = ask(client, method, address.path)
            yield address, answer

    @cached_property
    def forms(self) -> list[Form]:
        """Return every form that anybody is shown, filled in as somebody would, once per form and button."""
        return self.forms_of(*self.everybody)

    def forms_of(self, *people: str) -> list[Form]:
        """Return the forms that these people are shown."""
        found: dict[Form, None] = {}
        for who in people:
            for path, answer in self.seen(who).items():
                if answer.kind == "text/html" and "<form" in answer.text:
                    found |= dict.fromkeys(filled_forms(path, answer.text))
        return list(found)

    def sent(self, who: str, forms: Iterable[Form]) -> Iterator[tuple[Form, Answer]]:
        """Yield what comes of it when ``who`` sends each form."""
        client = self.browser(who)
        for form in forms:
            path, fields = form
            data: dict[str, list[str]] = {}
            for name, value in fields:
                data.setdefault(name, []).append(value)
            with put_back():
                answer = ask(client, "POST", path, data)
            yield form, answer
