"""Items of the menu that only some see."""

from typing import Any

from wagtail.admin.menu import MenuItem


def item_for(permission: str) -> type[MenuItem]:
    """Return the kind of item that who holds ``permission`` sees."""

    class PermittedMenuItem(MenuItem):
        def is_shown(self, request: Any) -> bool:
            return bool(request.user.has_perm(permission))

    return PermittedMenuItem
