"""Who does the work of a round, who may still review an item, and whom to ask when nobody is left."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from cms.accounts.models import User
from cms.accounts.roles import Role

_MAY_REVIEW = {"content_type__app_label": "rounds", "codename": "add_review"}


def people_who_review() -> list[User]:
    """Return the active persons whose role lets them review, by name. One query."""
    by_role = Q(**{f"groups__permissions__{name}": value for name, value in _MAY_REVIEW.items()})
    allowed = by_role | Q(**{f"user_permissions__{name}": value for name, value in _MAY_REVIEW.items()})
    return sorted(User.objects.filter(allowed | Q(is_superuser=True), is_active=True).distinct(), key=str)


def people_who_manage() -> list[User]:
    """Return the active administrators, who hand out roles, by name. One query."""
    return sorted(User.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True).distinct(), key=str)


def people_who_open() -> list[User]:
    """Return the active publishers, who open rounds, by name. One query."""
    return sorted(User.objects.filter(groups__name=Role.PUBLISHER.value, is_active=True).distinct(), key=str)


def people_who_edit() -> list[User]:
    """Return the active editors, by name. One query."""
    return sorted(User.objects.filter(groups__name=Role.EDITOR.value, is_active=True).distinct(), key=str)


def people_to_assign() -> list[User]:
    """Return the active persons who do the work of a round, editing or reviewing, by name. Two queries."""
    return sorted({*people_who_review(), *people_who_edit()}, key=str)


def left_to_review(people: Iterable[User], changers: Collection[int]) -> list[User]:
    """Return those of ``people`` who did not change the item themselves."""
    return [person for person in people if person.pk not in changers]


def nobody_left(managers: Iterable[User]) -> str:
    """Return what to do when everybody who may review an item changed it."""
    names = " of ".join(map(str, managers)) or "een beheerder"
    return (
        "Niemand mag dit nog beoordelen: iedereen die dat kan, wijzigde het zelf. "
        f"Vraag {names} om nog een beoordelaar."
    )
