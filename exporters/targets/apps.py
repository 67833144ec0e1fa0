from django.apps import AppConfig
from django.core.checks import register


class TargetsConfig(AppConfig):
    name = "exporters.targets"
    label = "targets"
    verbose_name = "Doelen"

    def ready(self) -> None:
        from django.utils import timezone

        from exporters.targets.receiver import TargetReceiver, on_release_redacted
        from exporters.targets.status import target_lines
        from exporters.targets.system_checks import check_roots
        from exporters.targets.work import WORK, overdue_targets
        from publishing.attempts.watching import register_watch
        from publishing.attempts.works import register_work
        from publishing.releases.delivering.receivers import register_receiver
        from publishing.releases.redactions.clearing import release_redacted
        from publishing.status.lines import register_receiver_lines

        register_work(WORK)
        register_receiver(TargetReceiver(clock=timezone.now))
        register_receiver_lines("targets", target_lines)
        register_watch("targets", overdue_targets)
        release_redacted.connect(on_release_redacted(timezone.now), weak=False, dispatch_uid="exporters.targets")
        register()(check_roots)
