"""What the record adds to Wagtail's admin."""

from wagtail import hooks

from publishing.audit.screens.report import AuditViewSet, audit_menu_item

hooks.register("register_reports_menu_item", audit_menu_item)


@hooks.register("register_admin_viewset")
def audit_screens() -> AuditViewSet:
    """Return the report and its download."""
    return AuditViewSet()
