"""Wagtail's bulk actions on people, narrowed. The screens do not offer them; their addresses exist all the same."""

from typing import Any

from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from cms.accounts.models import User


class NoBulkDeletion(DeleteBulkAction):
    """Refuses every person, for superusers too."""

    def check_perm(self, obj: User) -> bool:
        return False

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return 0, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return "Er is niemand verwijderd: gebruikers worden op inactief gezet, nooit verwijderd."


class BulkActiveState(SetActiveStateBulkAction):
    """A superuser is touched by a superuser only. Each is saved by itself, so that it goes on record."""

    def check_perm(self, obj: User) -> bool:
        return bool(super().check_perm(obj)) and (self.request.user.is_superuser or not obj.is_superuser)

    @classmethod
    def execute_action(
        cls, objects: Any, mark_as_active: bool = False, user: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        people = [person for person in objects if user is None or person.pk != user.pk]
        for person in people:
            person.is_active = mark_as_active
            person.save(update_fields=["is_active"])
        return len(people), 0


class BulkRole(AssignRoleBulkAction):
    """A superuser is touched by a superuser only."""

    def check_perm(self, obj: User) -> bool:
        return bool(super().check_perm(obj)) and (self.request.user.is_superuser or not obj.is_superuser)
