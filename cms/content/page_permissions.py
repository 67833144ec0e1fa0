"""Who may see the page tree. Wagtail knows no page that one may see but not change; this policy adds it.

A role with ``view_page`` explores the tree, reads what will be published and its history, and changes nothing.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

# Wherever Wagtail means "may see the tree" it asks for any of these (IndexView, the explorer, the search area).
MANAGE = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})


class ReadablePagePolicy(PagePermissionPolicy):
    """Wagtail's page policy, in which seeing is a permission of its own."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return bool(super().user_has_any_permission(user, _with_view(actions)))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return bool(super().user_has_any_permission_for_instance(user, _with_view(actions), instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return super().instances_user_has_any_permission_for(user, _with_view(actions))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """The top of the tree is the Wegwijzer, for superusers too: nothing else can stand beside it."""
        if user.is_superuser:
            return Page.objects.filter(depth=2)
        codenames = self._get_permission_codenames({*MANAGE, "view"})
        held = self.get_cached_permissions_for_user(user)
        return [granted.page for granted in held if granted.permission.codename in codenames]


def _with_view(actions: Iterable[str]) -> set[str]:
    asked = set(actions)
    return asked | {"view"} if asked >= MANAGE else asked


def may_read(user: Any, page: Page) -> bool:
    """Tell whether ``user`` may read ``page``, which every role may and a person without a role may not."""
    tester = page.permissions_for_user(user)
    return bool(user.is_active and (user.is_superuser or tester.permissions & {*MANAGE, "view"}))
