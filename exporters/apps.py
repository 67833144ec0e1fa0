from django.apps import AppConfig


class ExportersConfig(AppConfig):
    name = "exporters"
    verbose_name = "Exports"

    def ready(self) -> None:
        from exporters import receivers
        from exporters.gate import ExportsGate
        from exporters.registry import EXPORTERS
        from exporters.screens.panel import ArtifactsPanel
        from exporters.screens.website import reader_door
        from exporters.screens.website_panel import WebsitePanel
        from exporters.work import work_of
        from publishing.attempts.works import register_work
        from publishing.releases import gates
        from publishing.releases.previews.reading import further
        from publishing.releases.screens import beside

        for exporter in EXPORTERS.values():
            register_work(work_of(exporter))
        receivers.connect()
        gates.register(ExportsGate())
        beside.register(ArtifactsPanel())
        beside.register(WebsitePanel())
        further.register(reader_door)
