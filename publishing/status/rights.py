"""Who may do what, for whom looks through it once a year (BIO2), and that somebody did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.recording import record

EVERY = timedelta(days=365)
_UNUSED = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can sign in. ``remarks`` is what whoever looks through the rights should ask about."""

    user: User
    roles: list[str]
    has_second_factor: bool
    remarks: list[str]


def read_people(*, at: datetime) -> list[Person]:
    """Return everybody who can sign in, by name, in three queries."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    protected = set(Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True))
    users = User.objects.filter(is_active=True).prefetch_related("groups").order_by("last_name", "username")
    return [_person(user, has_second_factor=user.pk in protected, at=at) for user in users]


def _person(user: User, *, has_second_factor: bool, at: datetime) -> Person:
    labels = dict(Role.choices)
    roles = sorted(labels.get(group.name, group.name) for group in user.groups.all())
    remarks = []
    if user.is_superuser:
        remarks.append("Mag alles (technisch beheer).")
    elif not roles:
        remarks.append("Heeft geen rol.")
    if not has_second_factor:
        remarks.append("Heeft geen tweede factor.")
    if user.last_login is None:
        remarks.append("Heeft nog nooit ingelogd.")
    elif at - user.last_login > _UNUSED:
        remarks.append("Heeft langer dan een jaar niet ingelogd.")
    return Person(user=user, roles=roles, has_second_factor=has_second_factor, remarks=remarks)


@transaction.atomic
def confirm_rights(*, by: User, at: datetime) -> None:
    """Put on record that ``by`` looked through the rights of everybody who can sign in."""
    number = User.objects.filter(is_active=True).count()
    subject = Subject("rechten", str(at.year), f"de rechten van {number} mensen" if number != 1 else "de rechten")
    record(action=Action.RIGHTS_REVIEWED, obj=subject, by=by, at=at, details={"mensen": number})
