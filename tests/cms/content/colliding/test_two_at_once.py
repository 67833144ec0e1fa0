"""Two people who press the button at the same moment, on connections of their own."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import Step
from tests.cms.content.colliding.opening import Editor
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _press_at_once(editors: list[tuple[Editor, str]]) -> list[int]:
    barrier, told = threading.Barrier(len(editors)), []

    def press(editor: Editor, title: str) -> None:
        barrier.wait()
        try:
            told.append(editor.save(title=title).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=one) for one in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def _people() -> list[Client]:
    return [signed_in(Role.EDITOR, name=name) for name in ("anna", "bram")]


@pytest.mark.parametrize("kind", ["step", "recommendation"])
def test_of_two_who_save_at_the_same_moment_one_is_kept_and_the_other_sees_it(committed: None, kind: str) -> None:
    item: Any = content.step() if kind == "step" else content.recommendation(content.domain())
    item.save_revision()
    url = Step.snippet_viewset.get_url_name("edit") if kind == "step" else "wagtailadmin_pages:edit"
    address = reverse(url, args=[item.pk])
    before = item.revisions.count()

    told = _press_at_once([(Editor(one, address), f"Van {number}") for number, one in enumerate(_people())])

    assert told == [302, 409]
    assert item.revisions.count() == before + 1
