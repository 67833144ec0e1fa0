"""Whatever is edited, observed, decided, moved, renamed or written past every service, in whatever order."""

from contextlib import ExitStack, suppress
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from cms.accounts.models import User
from cms.content.models import InterventionLink
from cms.vetting.models import Observation, Verdict, VerdictError
from cms.vetting.observations import record_consultation, record_observation, retract_observation
from cms.vetting.verdicts import decide_verdict, propose_verdict
from publishing.rounds import remaking
from publishing.rounds.kept import Shelf
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.syncing import sync_items
from publishing.rounds.worklist import Worklist, read_worklist
from tests.factories import content
from tests.factories.rounds import DAY, DEADLINE, made_ready
from tests.publishing.rounds.any_order.runs import InOneRound

TITLES = st.sampled_from(["Rustig Leren", "Anders Leren", "Prestatiedruk"])
HTML = st.sampled_from(
    ["<p>Zo.</p>", "<p>Anders.</p>", '<p>Zie <a linktype="page" id="{page}">hier</a>.</p>', "<p>Een\x01fout.</p>"]
)
ITEMS = st.sampled_from(["begrip", "interventie", "voorbeeld", "aanbeveling", "domein"])
TITLE_FIELDS = {"begrip": "term", "interventie": "name"}
TEXT_FIELDS = {"interventie": "summary", "domein": "explanation"}
CHANGES = st.one_of(
    st.tuples(st.just("rename"), ITEMS, TITLES, st.booleans()),
    st.tuples(st.just("rewrite"), ITEMS, HTML, st.booleans()),
    st.tuples(st.just("turn"), ITEMS, st.booleans()),
    st.tuples(st.just("link"), st.sampled_from(["<p>Past.</p>", "<p>Past ook.</p>", ""]), st.integers(0, 2)),
    st.tuples(st.just("move"), st.integers(0, 1)),
    st.tuples(st.just("observe"), st.integers(-1, 1), st.sampled_from(["Goed onderbouwd", "Niet erkend"])),
    st.tuples(st.just("retract")),
    st.tuples(st.just("miss"), st.booleans()),
    st.tuples(st.just("judge"), st.booleans(), st.booleans()),
    st.tuples(st.just("reschedule"), st.integers(-1, 1)),
    st.tuples(st.just("allow_words"), st.sampled_from([3, 25])),
    st.tuples(st.just("let_consent_end"), st.integers(-1, 1)),
    st.tuples(st.just("delete"), st.sampled_from(["voorbeeld", "begrip"])),
    st.tuples(st.just("sync")),
)


class KeptInAnyOrder(InOneRound):
    """The worklist and its findings are what they would be if nothing had been kept."""

    def prepare(self) -> None:
        self.settings = self.inside.enter_context(ExitStack()) if self.inside else ExitStack()
        self.domains = [content.domain(1), content.domain(2)]
        self.items |= {"voorbeeld": content.practice_example(), "domein": self.domains[0]}
        page = content.recommendation(
            self.domains[0],
            interventions={self.items["interventie"]: "<p>Past.</p>"},
            practice_examples=(self.items["voorbeeld"],),
        )
        self.items["aanbeveling"] = page
        self.gone: set[str] = set()

    @rule(changes=st.lists(CHANGES, min_size=1, max_size=2), findings_first=st.booleans())
    def something_happens(self, changes: list[tuple[Any, ...]], findings_first: bool) -> None:
        read_worklist(self.round, with_findings=findings_first)
        for name, *how in changes:
            getattr(self, name)(*how)

    def rename(self, item: str, title: str, by_hand: bool) -> None:
        self._write(item, TITLE_FIELDS.get(item, "title"), title, by_hand=by_hand)

    def rewrite(self, item: str, html: str, by_hand: bool) -> None:
        text = html.replace("{page}", str(self.items["aanbeveling"].pk))
        self._write(item, TEXT_FIELDS.get(item, "body"), text, by_hand=by_hand)

    def turn(self, item: str, live: bool) -> None:
        self._write(item, "live", live, by_hand=True)

    def let_consent_end(self, days: int) -> None:
        self._write("voorbeeld", "consent_until", DAY + timedelta(days=days), by_hand=True)

    def _write(self, item: str, field: str, value: Any, *, by_hand: bool) -> None:
        """Edit as a person does, or past Wagtail and every signal."""
        if item in self.gone:
            return
        model = type(self.items[item])
        if by_hand:
            model.objects.filter(pk=self.items[item].pk).update(**{field: value})
            return
        with suppress(ValidationError):  # what no screen takes
            made_ready(model.objects.get(pk=self.items[item].pk), self._somebody(), **{field: value})

    def link(self, text: str, times: int) -> None:
        links = InterventionLink.objects.filter(recommendation=self.items["aanbeveling"])
        links.all().delete()
        for place in range(times):
            links.create(
                recommendation=self.items["aanbeveling"],
                intervention=self.items["interventie"],
                tailored_text=text,
                sort_order=place,
            )

    def move(self, domain: int) -> None:
        page = type(self.items["aanbeveling"]).objects.get(pk=self.items["aanbeveling"].pk)
        page.move(type(self.domains[domain]).objects.get(pk=self.domains[domain].pk), pos="last-child")

    def observe(self, days: int, label: str) -> None:
        record_observation(
            intervention=self.items["interventie"],
            register="gezonde-school",
            record="1400001",
            raw_label=label,
            recognised_on=DAY + timedelta(days=days),
            by=self._somebody(),
            at=timezone.now(),
        )

    def retract(self) -> None:
        if last := Observation.objects.standing().order_by("pk").last():
            retract_observation(observation=last, by=self._somebody(), reason="Fout.", at=timezone.now())

    def miss(self, found: bool) -> None:
        if last := Observation.objects.order_by("pk").last():
            record_consultation(observation=last, by=self._somebody(), at=timezone.now(), found=found)

    def judge(self, is_included: bool, agreed: bool) -> None:
        """Propose and decide, when there is nothing that keeps people from it."""
        first, second = User.objects.order_by("pk")[:2]
        try:
            verdict = Verdict.objects.waiting().first() or propose_verdict(
                intervention=self.items["interventie"],
                round_year=self.round.year,
                reference_date=self.round.reference_date,
                is_included=is_included,
                reason="Past.",
                by=first,
                at=timezone.now(),
            )
            decide_verdict(verdict=verdict, agreed=agreed, by=second, at=timezone.now(), reason="Zo.")
        except VerdictError:
            return

    def reschedule(self, days: int) -> None:
        day: date = DAY + timedelta(days=days)
        self.round = reschedule_round(
            round=self.round, reference_date=day, deadline=DEADLINE, by=self.people["sanne"], at=timezone.now()
        )

    def allow_words(self, longest: int) -> None:
        self.settings.enter_context(override_settings(LONGEST_SENTENCE=longest))

    def delete(self, item: str) -> None:
        if item not in self.gone:
            self.gone.add(item)
            type(self.items[item]).objects.filter(pk=self.items[item].pk).delete()

    def sync(self) -> None:
        sync_items(round=self.round)

    @invariant()
    def nothing_stale_is_shown(self) -> None:
        if self.inside is None:
            return
        for with_findings in (True, False):
            kept = read_worklist(self.round, with_findings=with_findings)
            assert shown(kept) == shown(self._without_what_was_kept(with_findings=with_findings))

    def _without_what_was_kept(self, *, with_findings: bool) -> Worklist:
        with patch.object(remaking, "take_shelf", return_value=Shelf()), patch.object(remaking, "put_shelf"):
            return read_worklist(self.round, with_findings=with_findings)

    def _somebody(self) -> User:
        return self.people["sanne"]


def shown(worklist: Worklist) -> tuple[Any, ...]:
    """Return all that a worklist says, in order."""
    return worklist.rows, [row.domains for row in worklist.rows], worklist.unlisted
