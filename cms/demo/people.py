"""The demo's people: one for each role, none of them real. Production refuses to start while one of them is active."""

from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.accounts.roles import Role

ADDRESS = "@demo.example"  # production looks for it
PASSWORD = "wegwijzer-demo"  # noqa: S105 - printed by `make demo`, refused in production


def load_people() -> dict[Role, User]:
    """Return the demo's people by role, making those who are missing."""
    return {role: _person(role) for role in Role}


def _person(role: Role) -> User:
    user, is_new = User.objects.get_or_create(
        username=role.value,
        defaults={"email": f"{role.value}{ADDRESS}", "first_name": "Demo", "last_name": str(role.label)},
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save()
    user.groups.add(Group.objects.get(name=role.value))
    return user
