"""``manage.py deliver_release NUMBER --target T [--dry-run] [--over REASON --by USER]``."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.accounts.models import User
from cms.acts.edges import ActingCommand
from exporters.targets.base import TargetError
from exporters.targets.differences import Differences, differences_at
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import ask_delivery, ask_delivery_over
from exporters.targets.work import WORK
from publishing.attempts.attempting import attempt_work
from publishing.attempts.models import Attempt
from publishing.releases.command import person, published_or_candidate, refusals
from publishing.releases.models import Release


class Command(ActingCommand):
    """Put a release on a target, here and now."""

    help = "Levert een uitgave af aan een doel; met --dry-run alleen wat er zou veranderen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="jaar.volgnummer, zoals 2026.1")
        parser.add_argument("--target", required=True, help="kenmerk van het doel, zoals in het adres van zijn pagina")
        parser.add_argument("--dry-run", action="store_true", help="zeg wat er zou veranderen, en verander niets")
        parser.add_argument("--by", help="gebruikersnaam van wie dit doet")
        parser.add_argument("--over", metavar="REDEN", help="ook over wat anderen daar wijzigden; vraagt --by")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Target.objects.filter(slug=options["target"]).first()
        if target is None:
            known = ", ".join(Target.objects.values_list("slug", flat=True)) or "er is er geen"
            raise CommandError(f"Er is geen doel '{options['target']}'. Wel: {known}.", returncode=2)
        if options["over"] is not None and options["by"] is None:
            raise CommandError("Wie over wijzigingen heen aflevert, geeft --by.", returncode=2)
        by = person(options["by"]) if options["by"] else None
        try:
            with refusals():
                release = published_or_candidate(options["number"])
                if options["dry_run"]:
                    self._say(differences_at(target, release, at=timezone.now()))
                else:
                    self._deliver(target, release, by, over=options["over"])
        except TargetError as error:
            raise CommandError(str(error), returncode=1) from error

    def _deliver(self, target: Target, release: Release, by: User | None, *, over: str | None) -> None:
        if over is not None and by is not None:
            made = ask_delivery_over(target=target, release=release, reason=over, by=by, at=timezone.now())
        else:
            made = ask_delivery(target=target, release=release, by=by, at=timezone.now())
        attempt_work(work=WORK, subject=str(made.pk), clock=timezone.now)
        made.refresh_from_db()
        if made.outcome != Delivery.Outcome.DELIVERED:
            last = Attempt.objects.filter(kind=WORK.kind, subject=str(made.pk)).order_by("-token").first()
            why = last.error if last is not None and last.error else "Het begint zodra het werk niet gepauzeerd is."
            raise CommandError(f"Niet afgeleverd. {why}", returncode=1)
        self.stdout.write(f"Uitgave {release.number} ligt op doel '{target.slug}'. Verstuurd: {made.sent} bestanden.")

    def _say(self, found: Differences) -> None:
        for word, names in (("nieuw", found.new), ("vervangen", found.replaced), ("verwijderd", found.removed)):
            for name in names:
                self.stdout.write(f"{word}: {name}")
        self.stdout.write(f"gelijk: {len(found.equal)}")
        if found.changed:
            raise CommandError(f"Gewijzigd buiten ons om: {', '.join(found.changed)}.", returncode=1)
