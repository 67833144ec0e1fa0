"""Every address that there is, with something real at each: a pattern that nothing fits fails by its name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver

from tests.safety.world import World

_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:\[[^\]]*\]|\([^)]*\)|[^()\[\]])*\)")
_Values = dict[str, Callable[[World], Any]]


def _pk(name: str) -> Callable[[World], Any]:
    return lambda world: world.things[name].pk


def _digest(name: str) -> Callable[[World], Any]:
    return lambda world: world.things[name].digest


def _is(value: Any) -> Callable[[World], Any]:
    return lambda world: value


# What stands in an address, by how the address begins. The longest beginning counts.
EXAMPLES: dict[str, _Values] = {
    "admin/handleiding/": {"slug": _is("het-jaar")},
    "aanmelden/^password/reset/key/": {"uidb36": _is("1"), "key": _is("set-password")},
    "aanmelden/tweede-factor/webauthn/": {"pk": _is(1)},
    "admin/api/main/^pages/": {"pk": _pk("page"), "action_name": _is("copy")},
    "admin/api/main/^documents/": {"pk": _is(1)},
    "admin/api/main/^images/": {"pk": _is(1)},
    "admin/pages/": {
        "page_id": _pk("page"),
        "pk": _pk("page"),
        "parent_page_id": _pk("domain"),
        "page_to_move_id": _pk("page"),
        "destination_id": _pk("root"),
        "content_type_app_name": _is("content"),
        "content_type_model_name": _is("recommendationpage"),
        "app_label": _is("content"),
        "model_name": _is("recommendationpage"),
        "revision_id": lambda world: world.page.revisions.earliest("pk").pk,
        "revision_id_a": _is("earliest"),
        "revision_id_b": _is("latest"),
    },
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/unschedule/": {
        "page_id": _pk("planned"),
        "revision_id": lambda world: world.planned.scheduled_revision.pk,
    },
    "admin/pages/<int:page_id>/unlock/": {"page_id": _pk("locked")},
    "admin/pages/workflow": {"page_id": _pk("page"), "action_name": _is("approve"), "task_state_id": _is(1)},
    "admin/pages/workflow/preview/": {"page_id": _pk("page"), "task_id": _is(1)},
    "admin/pages/<int:page_id>/workflow_history/": {"page_id": _pk("page"), "workflow_state_id": _is(1)},
    "admin/choose-page/": {"parent_page_id": _pk("domain")},
    "admin/tag-autocomplete/": {"app_name": _is("taggit"), "model_name": _is("tag")},
    "admin/collections/": {"pk": _is(1), "collection_id": _is(1)},
    "admin/workflows/": {"pk": _is(1), "page_pk": _pk("page"), "workflow_pk": _is(1), "task_id": _is(1)},
    "admin/workflows/tasks/add/": {"app_label": _is("wagtailcore"), "model_name": _is("groupapprovaltask")},
    "admin/editing-sessions/": {
        "app_label": _is("content"),
        "model_name": _is("recommendationpage"),
        "object_id": _pk("page"),
        "session_id": _pk("session"),
    },
    "admin/documents/": {"pk": _is(1), "document_id": _is(1), "doc_id": _is(1), "uploaded_file_id": _is(1)},
    "admin/images/": {"pk": _is(1), "image_id": _is(1), "uploaded_file_id": _is(1), "filter_spec": _is("original")},
    **{
        f"admin/snippets/{there}content/{name}/": {
            "pk": _pk(name),
            "revision_id": lambda world, name=name: world.things[name].revisions.earliest("pk").pk,  # type: ignore[misc]  # bound early
            "revision_id_a": _is("earliest"),
            "revision_id_b": _is("latest"),
        }
        for there in ("", "choose/")
        for name in ("definition", "intervention", "practiceexample", "reference", "selectionquestion", "step", "text")
    },
    "admin/doelen/een/": {"slug": lambda world: world.target.slug},
    "admin/exportbestanden/": {"digest": _digest("live"), "kind": _is("json-bundle"), "path": _is("index.html")},
    "admin/afnemers/een/": {"slug": lambda world: world.subscriber.slug, "pk": _pk("entry")},
    "admin/correcties/": {"pk": _pk("correction"), "kind": _is("begrip"), "public_id": _is("prestatiedruk")},
    "admin/correcties/overnemen/": {"pk": _pk("to_carry")},
    "admin/uitgaven/": {"digest": _digest("candidate")},
    "admin/uitgaven/bevriezen/": {"pk": _pk("freezing")},
    "admin/uitgaven/nummer/": {"number": _is("2025.1")},
    "admin/uitgaven/alarm/": {"pk": _pk("alarm")},
    "admin/uitgaven/<str:digest>/terugzetten/": {"digest": _digest("first")},
    "admin/techniek/poging/": {"pk": _pk("attempt")},
    "admin/techniek/aflevering/": {"pk": _pk("entry")},
    "admin/mededelingen/": {"pk": _pk("notice"), "number": _is("2025.1")},
    "admin/mededelingen/wissen/": {"pk": _pk("erasure")},
    "admin/voorbeelden/": {"digest": _digest("candidate"), "pk": _pk("access")},
    "admin/jaarronde/": {"year": lambda world: world.closed.year},
    "admin/rondeitem/": {"pk": _pk("item")},
    "admin/waar-live/": {"kind": _is("begrip"), "uid": lambda world: world.definition.uid},
    "admin/bronnen/": {"pk": _pk("plan"), "row": _pk("plan_row"), "kind": _is("nji")},
    "admin/waarnemingen/toevoegen/": {"pk": _pk("intervention")},
    "admin/waarnemingen/intrekken/": {"pk": _pk("observation")},
    "admin/samenvoegingen/kiezen/": {"pk": _pk("intervention")},
    "admin/samenvoegingen/vergelijken/": {"kept": _pk("intervention"), "gone": _pk("third")},
    "admin/samenvoegingen/ongedaan-maken/": {"pk": _pk("merge")},
    "admin/toetsing/": {"pk": _pk("other")},
    "admin/toetsing/beslissen/": {"pk": _pk("verdict")},
    "admin/toetsing/bewijs/": {"pk": _pk("evidence")},
    "admin/users/": {"pk": lambda world: world.people["meelezer"].pk},
    "admin/password_reset/": {"uidb64": _is("MQ"), "token": _is("set-password")},
    "api/v1/": {"nummer": _is("2025.2"), "soort": _is("begrip"), "id": _is("prestatiedruk"), "bestand": _is("x")},
    "voorbeeld/api/v1/": {"nummer": _is("2026.1"), "id": _is("prestatiedruk")},
    "voorbeeld/website/": {"path": _is("index.html")},
    "voorbeeld/lezen/": {"collection": _is("begrippen"), "public_id": _is("prestatiedruk")},
}

# One address that stands for many.
SEVERAL: dict[str, list[_Values]] = {
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/": [
        {"app_label": _is(app), "model_name": _is(model), "action": _is(action)}
        for app, model, actions in (
            ("wagtailcore", "page", ("publish", "unpublish", "delete", "move")),
            ("content", "recommendationpage", ("klaarzetten",)),
            ("content", "intervention", ("delete", "klaarzetten", "publish")),
            ("accounts", "user", ("delete", "set_active_state", "assign_role")),
            ("wagtailimages", "image", ("delete", "add_tags", "add_to_collection")),
            ("wagtaildocs", "document", ("delete", "add_tags", "add_to_collection")),
        )
        for action in actions
    ]
}


@dataclass(frozen=True)
class Address:
    """An address, the pattern that it fits, and the pattern's name."""

    pattern: str
    name: str
    path: str

    def __str__(self) -> str:
        return self.pattern


def patterns() -> list[tuple[str, str]]:
    """Return every pattern of the project, with its name."""
    return [found for found in _below(get_resolver()) if not found[0].startswith("^admin/")]  # what is shut: Wagtail's


def _below(resolver: Any, start: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        pattern = f"{start}{one.pattern}"
        if hasattr(one, "url_patterns"):
            yield from _below(one, pattern, (*spaces, one.namespace) if one.namespace else spaces)
        else:
            yield pattern, ":".join((*spaces, one.name or ""))


def addresses(world: World) -> list[Address]:
    """Return every address; raise KeyError that names a pattern for which nothing stands in EXAMPLES."""
    made: dict[str, Address] = {}
    for pattern, name in patterns():
        for values in SEVERAL.get(pattern, [_values(pattern)]):
            path = _filled(pattern, values, world)
            made.setdefault(path, Address(pattern, name, path))
    return list(made.values())


def _values(pattern: str) -> _Values:
    fitting = [start for start in EXAMPLES if pattern.startswith(start)]
    return EXAMPLES[max(fitting, key=len)] if fitting else {}


def _filled(pattern: str, values: _Values, world: World) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name not in values:
            raise KeyError(f"{pattern}: geen voorbeeld voor '{name}'")
        return str(values[name](world))

    path = _PART.sub(value, pattern)
    return "/" + re.sub(r"[\^$]|\\(?=\.)", "", path).replace("\\.", ".")
