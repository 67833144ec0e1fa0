from django.apps import AppConfig
from django.core.checks import register


class PreviewsConfig(AppConfig):
    name = "publishing.releases.previews"
    label = "previews"
    verbose_name = "Voorbeelden"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.releases.previews.immutability import GUARD
        from publishing.releases.previews.screens.panel import AccessPanel
        from publishing.releases.previews.system_checks import check_origin
        from publishing.releases.screens import beside

        keep_guarded(self, GUARD, meaning="who may see a candidate could be changed")
        register()(check_origin)
        beside.register(AccessPanel())
