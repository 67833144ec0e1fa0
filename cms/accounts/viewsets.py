"""The screens for people. Only a beheerder (or superuser) sees them."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from cms.accounts.models import User
from cms.accounts.signing_in.screens import RemoveSecondFactor


def role_names(person: User) -> str:
    """Return the roles of ``person`` for a list, or what they are without one."""
    names = [group.name for group in person.groups.all()]
    if person.is_superuser:
        names.append("technisch beheerder")
    return ", ".join(names) or "geen rol"


class PeopleList(IndexView):
    """People with their roles. Without tick boxes: a handful of people needs no bulk actions."""

    page_title = "Gebruikers"
    add_item_label = "Gebruiker toevoegen"

    @property
    def columns(self) -> list[Any]:
        columns = [
            column
            for column in super().columns
            if not isinstance(column, BulkActionsCheckboxColumn) and column.name != "is_superuser"
        ]
        return [*columns[:2], Column("roles", accessor=role_names, label="Rollen"), *columns[2:]]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")

    def get_delete_url(self, instance: User) -> None:
        return None


class KeepsSuperuserApart:
    """Only a superuser makes or changes a superuser: a beheerder cannot climb past the table of roles."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # of the view that this is mixed into
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        form.fields["groups"].label = "Rollen"
        form.fields["groups"].help_text = "Wat deze persoon mag. Iemand kan meer dan één rol hebben."
        return form


class AddPerson(KeepsSuperuserApart, CreateView):
    page_title = "Gebruiker toevoegen"


class EditPerson(KeepsSuperuserApart, EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"has_second_factor": is_mfa_enabled(self.object)}


class PeopleViewSet(UserViewSet):
    """Wagtail's user screens without a way to delete."""

    index_view_class = PeopleList
    add_view_class = AddPerson
    edit_view_class = EditPerson
    index_template_name = "wagtailadmin/generic/index.html"  # Wagtail's own has a bar of bulk actions
    index_results_template_name = "wagtailusers/users/people_results.html"
    copy_view_enabled = False
    menu_label = "Gebruikers"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        common.pop("delete_url_name", None)
        return common

    def get_urlpatterns(self) -> list[Any]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [*kept, path("<int:pk>/tweede-factor/", RemoveSecondFactor.as_view(), name="second_factor")]


class RolesViewSet(GroupViewSet):
    """No screens: the roles are the table in roles.py, and a change on screen would be undone by the next migrate."""

    add_to_settings_menu = False
    menu_label = "Rollen"

    def get_urlpatterns(self) -> list[Any]:
        return []
