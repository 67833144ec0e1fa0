"""People who do not exist."""

from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.accounts.roles import Role


def person(name: str = "publicist", *roles: Role) -> User:
    """Return an active user with these roles, and the password ``wachtwoord``."""
    user = User.objects.create_user(name, f"{name}@voorbeeld.example", "wachtwoord")
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return user
