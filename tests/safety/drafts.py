"""What editors have begun in Wagtail's own screens: drafts, a planned one, a lock, a remark in the margin."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Comment, PageSubscription

from cms.accounts.roles import Role
from tests.factories import content

if TYPE_CHECKING:
    from tests.safety.world import World

SNIPPETS = ("definition", "intervention", "practiceexample", "reference", "selectionquestion", "step", "text")


def begun(world: "World") -> dict[str, Any]:
    """A newer draft of every snippet and page; of each kind the first revision stands beside it."""
    editor = world.people[Role.EDITOR]
    for name in (*SNIPPETS, "domain", "page"):
        thing = world.things[name]
        thing.save_revision(user=editor, log_action=True).publish(user=editor)
        thing.save_revision(user=editor, log_action=True)
    planned = content.recommendation(world.domain, "Plan een dag zonder scherm")
    planned.go_live_at = timezone.now() + timedelta(days=3)
    planned.save_revision(user=editor).publish(user=editor)
    lock: dict[str, Any] = {"locked": True, "locked_by": editor, "locked_at": timezone.now()}
    locked = content.recommendation(world.domain, "Sluit de dag samen af", **lock)
    remark = Comment.objects.create(page=world.page, user=editor, text="Klopt dit nog?", contentpath="title")
    PageSubscription.objects.create(page=world.page, user=editor, comment_notifications=True)
    session = EditingSession.objects.create(user=editor, content_object=world.page, last_seen_at=timezone.now())
    return {"session": session, "planned": planned, "locked": locked, "remark": remark}
