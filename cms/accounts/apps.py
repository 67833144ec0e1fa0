"""The people of the workshop, and Wagtail's own users app with our screens."""

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_migrate, pre_delete
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "cms.accounts"
    label = "accounts"
    verbose_name = "Gebruikers"

    def ready(self) -> None:
        """Hand out the roles after each migrate; refuse to delete a person, and tell who gets a role, on every path."""
        from cms.accounts.announcing import announce_roles
        from cms.accounts.guards import refuse_deletion  # reads the user model, which exists from here on
        from cms.accounts.models import User
        from cms.accounts.roles_granted import grant_roles

        post_migrate.connect(grant_roles, sender=self)
        pre_delete.connect(refuse_deletion, sender="accounts.User")
        m2m_changed.connect(announce_roles, sender=User.groups.through)


class WorkshopUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users app. People are deactivated, never deleted; roles are data, so groups have no screen."""

    user_viewset = "cms.accounts.viewsets.PeopleViewSet"
    group_viewset = "cms.accounts.viewsets.RolesViewSet"
