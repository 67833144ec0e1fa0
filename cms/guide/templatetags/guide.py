"""The way from a screen to its part of the guide."""

from django import template
from django.template import RequestContext

from cms.guide.places import help_address

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context: RequestContext) -> str:
    """Return the address of the guide's part about the screen that is shown; empty where there is none."""
    request = getattr(context, "request", None)  # it stays when a template is included with ``only``
    return help_address(request.resolver_match) if request is not None else ""
