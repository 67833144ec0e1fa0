"""What a list of content asks to be done next."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("content/next_step.html", takes_context=True)
def next_step(context: Any) -> dict[str, Any]:
    """Draw how many items of the list are open work, and what whoever looks does about that. One query."""
    return {
        "open": context["view"].model.objects.open_work().count(),
        "may_edit": context["request"].user.has_perm("content.change_intervention"),
    }
