from django.apps import AppConfig
from django.core.checks import register


class ReleasesConfig(AppConfig):
    name = "publishing.releases"
    label = "releases"
    verbose_name = "Uitgaven"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.releases.immutability import GUARD
        from publishing.releases.system_checks import check_approvers

        _register()
        keep_guarded(self, GUARD, meaning="released rows could be changed")
        register()(check_approvers)


def _register() -> None:
    """Say which work there is, who is told of a move, and what to watch."""
    from publishing.attempts.watching import register_watch
    from publishing.attempts.works import register_work
    from publishing.releases.delivering.catalogue import CatalogueReceiver
    from publishing.releases.delivering.receivers import register_receiver
    from publishing.releases.delivering.watch import overdue_deliveries
    from publishing.releases.delivering.work import DELIVERY
    from publishing.releases.nightly.work import VERIFY, overdue_verification
    from publishing.releases.pack_work import PACK

    register_receiver(CatalogueReceiver())
    for work in (DELIVERY, PACK, VERIFY):
        register_work(work)
    register_watch("deliveries", overdue_deliveries)
    register_watch("verification", overdue_verification)
