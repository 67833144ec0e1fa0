from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "cms.content"
    label = "content"
    verbose_name = "Inhoud"

    def ready(self) -> None:
        """Register the page policy before Wagtail asks for one."""
        from wagtail.models import Page  # models exist from here on
        from wagtail.permissions import register_permission_policy

        from cms.content.page_permissions import ReadablePagePolicy

        register_permission_policy(Page, ReadablePagePolicy())
