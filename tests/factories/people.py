"""People who do not exist."""

from django.contrib.auth.models import Group
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role


def person(name: str = "publicist", *roles: Role) -> User:
    """Return an active user with these roles, and the password ``wachtwoord``."""
    user = User.objects.create_user(name, f"{name}@voorbeeld.example", "wachtwoord")
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def signed_in(*roles: Role, name: str = "iemand") -> Client:
    """Return a browser in which a new person with these roles has signed in."""
    client = Client()
    client.force_login(person(name, *roles))
    return client


def superuser(name: str = "technisch") -> User:
    """Return a person whom Django allows everything."""
    return User.objects.create_superuser(name, f"{name}@voorbeeld.example", "wachtwoord")
