"""Tells what changes about people: who came, who may do what, who may come in no more. Never a value, only its name.

It is told where a person is saved, so that screens, bulk actions and the shell are all heard; who did it is who is
signed in at the edge.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from cms.acts.act import Act, Subject, WorkshopAction, announce
from cms.acts.origin import current_person

WATCHED = ("username", "first_name", "last_name", "email", "password", "is_superuser", "is_staff", "is_active")


def values_of(person: Any, *, only: Collection[str] | None) -> dict[str, Any]:
    """Return what the database holds of what is watched and about to be written; no query when that is nothing."""
    fields = [name for name in WATCHED if only is None or name in only]
    if not fields:
        return {}
    return type(person)._default_manager.filter(pk=person.pk).values(*fields).first() or {}


def subject_of(person: Any) -> Subject:
    """Return ``person`` as what an act is about."""
    return Subject("gebruiker", str(person.pk), f"gebruiker {person} ({person.get_username()})")


def announce_added(person: Any) -> None:
    """Tell that ``person`` was added."""
    _tell(WorkshopAction.PERSON_ADDED, person)


def announce_change(person: Any, before: Mapping[str, Any]) -> None:
    """Tell what of ``person`` is no longer as it was ``before``."""
    changed = [name for name, value in before.items() if getattr(person, name) != value]
    if "is_active" in changed:
        changed.remove("is_active")
        _tell(WorkshopAction.PERSON_ACTIVATED if person.is_active else WorkshopAction.PERSON_DEACTIVATED, person)
    if changed:
        names = [str(type(person)._meta.get_field(name).verbose_name) for name in changed]
        _tell(WorkshopAction.PERSON_CHANGED, person, gegevens=names)


def announce_roles(*, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_kwargs: Any) -> None:
    """Tell which roles were given or taken; connected to ``m2m_changed``, from the person's and the role's side."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    given = WorkshopAction.ROLES_GIVEN if action == "post_add" else WorkshopAction.ROLES_TAKEN
    if reverse:
        people = instance.user_set.all() if pk_set is None else instance.user_set.model.objects.filter(pk__in=pk_set)
        changes = [(person, [instance.name]) for person in people.order_by("pk")]
    else:
        roles = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        changes = [(instance, list(roles.order_by("name").values_list("name", flat=True)))]
    for person, names in changes:
        if names:
            _tell(given, person, rollen=names)


def _tell(action: WorkshopAction, person: Any, **details: list[str]) -> None:
    """A receiver is an edge, and reads the clock."""
    announce(Act(action=action, subject=subject_of(person), by=current_person(), at=timezone.now(), details=details))
