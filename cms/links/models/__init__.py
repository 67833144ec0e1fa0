"""What the link check knows. It writes in these tables and in no other."""

from cms.links.models.checked_link import CheckedLink
from cms.links.models.visited_host import VisitedHost

__all__ = ["CheckedLink", "VisitedHost"]
