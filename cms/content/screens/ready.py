"""The bulk action *Klaarzetten* for snippets. Pages have Wagtail's own, under the same name."""

from typing import Any

from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.content.services import make_ready


class MakeReady(SnippetBulkAction):
    """Makes the latest version of each chosen item ready; what is ready already is left as it is."""

    display_name = "Klaarzetten"
    action_type = "klaarzetten"
    aria_label = "Geselecteerde items klaarzetten"
    template_name = "content/confirm_make_ready.html"
    action_priority = 10

    def check_perm(self, snippet: Any) -> bool:
        return bool(self.permission_policy.user_has_permission(self.request.user, "publish"))

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        made = [item for item in objects if make_ready(item=item, by=user)]
        return len(made), len(objects) - len(made)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        made = "1 item is klaargezet" if num_parent_objects == 1 else f"{num_parent_objects} items zijn klaargezet"
        if not num_child_objects:
            return f"{made}."
        return f"{made}; {num_child_objects} {'was' if num_child_objects == 1 else 'waren'} al klaar."
