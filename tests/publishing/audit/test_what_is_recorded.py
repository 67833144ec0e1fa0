"""What happens in the workshop and to releases stands on record as a sentence, in the transaction that does it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.act import act_announced
from cms.acts.edges import edge
from cms.acts.origin import Door
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.merging.undo import undo_merge
from publishing.audit.models import AuditEvent
from publishing.audit.receivers import record_announced
from publishing.audit.sentences import details_of, sentence_of
from publishing.releases.outbox import current_catalogue
from publishing.releases.rollback import rollback_release
from publishing.releases.storage import release_store
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.reopening import reopen_round
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.retiring import restore_item, retire_item
from publishing.store.catalogue import EMPTY, decode, encode, read_catalogue
from tests.cms.sources.deciding.plans import apply, decide, stored_plan
from tests.cms.sources.registers.files import HEADER
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.releases import AT, candidate, published
from tests.factories.rounds import DAY, DEADLINE, item_of, judged, opened
from tests.factories.verdicts import decided

pytestmark = pytest.mark.django_db

LINE = "1400001;Eik;Goed onderbouwd;01-03-2024;;;;;"


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


def told(since: int = 0) -> list[str]:
    """Return the sentences of the record, oldest first, without those about people."""
    events = AuditEvent.objects.exclude(object_kind="gebruiker").order_by("pk")
    return [sentence_of(event) for event in events][since:]


def about(user: User) -> list[tuple[str, str]]:
    """Return the sentences about ``user`` and their details, oldest first."""
    events = AuditEvent.objects.filter(object_kind="gebruiker", object_id=str(user.pk)).order_by("pk")
    return [(sentence_of(event), details_of(event.details)) for event in events]


class TestReleases:
    def test_from_freeze_to_rollback(self, karin: User) -> None:
        karin.first_name, karin.last_name = "Demo", "Publicist"
        karin.save()
        content.definition()
        published("2025.1", by=karin)
        content.step()
        published("2026.1", by=karin)
        rollback_release(number="2025.1", reason="Een fout.", by=karin, at=AT)
        assert told() == [
            "Demo Publicist bevroor uitgave 2025.1",
            "goedkeurder-beoordelaar keurde uitgave 2025.1 goed",
            "goedkeurder-publicist keurde uitgave 2025.1 goed",
            "Demo Publicist publiceerde uitgave 2025.1",
            "Demo Publicist bevroor uitgave 2026.1",
            "goedkeurder-beoordelaar keurde uitgave 2026.1 goed",
            "goedkeurder-publicist keurde uitgave 2026.1 goed",
            "Demo Publicist publiceerde uitgave 2026.1",
            "Demo Publicist zette uitgave 2025.1 weer live",
        ]

    def test_freezing_the_same_again_does_nothing_and_records_nothing(self) -> None:
        content.definition()
        for _ in range(2):
            candidate()
        assert told() == [
            "Het systeem bevroor uitgave 2026.1",
            "goedkeurder-beoordelaar keurde uitgave 2026.1 goed",
            "goedkeurder-publicist keurde uitgave 2026.1 goed",
        ]

    def test_a_publication_that_is_undone_is_not_on_record(self, karin: User) -> None:
        content.definition()
        candidate()
        before = told()
        with transaction.atomic():
            published(by=karin)
            transaction.set_rollback(True)
        assert told() == before

    def test_the_catalogue_says_which_link_made_its_generation_whatever_came_after(self, karin: User) -> None:
        content.definition()
        published("2026.1", by=karin)
        held = read_catalogue(release_store()).audit
        made = AuditEvent.objects.get(action="release.published")
        assert held is not None
        assert (held.sequence, held.hash) == (made.sequence, made.hash)
        content.step()
        candidate("2026.2")  # further links, and the same generation
        assert current_catalogue().audit == held

    def test_a_catalogue_of_before_there_was_a_record_keeps_its_bytes(self) -> None:
        assert b"audit" not in encode(EMPTY)
        assert decode(encode(EMPTY)).audit is None


class TestRounds:
    def test_from_opening_to_reopening(self, karin: User) -> None:
        definition = content.definition()
        made, now = opened(karin), timezone.now()
        later = DAY + timedelta(days=1)
        reschedule_round(round=made, reference_date=later, deadline=DEADLINE, by=karin, at=now)
        retire_item(item=item_of(made, definition), reason="Oud.", by=karin, at=now)
        restore_item(item=item_of(made, definition), by=karin, at=now)
        confirm_unchanged(round=made, items=made.items.all(), by=person("joris"), at=now)
        close_round(round=made, by=karin, at=now)
        reopen_round(round=made, reason="Toch nog iets.", by=karin, at=now)
        name = f"'{item_of(made, definition).title}'"
        assert told() == [
            "karin opende jaarronde 2026",
            "karin veranderde de data van jaarronde 2026",
            f"karin liet {name} in jaarronde 2026 vervallen",
            f"karin nam {name} in jaarronde 2026 terug",
            "karin sloot jaarronde 2026",
            "karin heropende jaarronde 2026",
        ]
        dates = AuditEvent.objects.get(action="round.rescheduled")
        assert details_of(dates.details) == "ijkdatum: 2026-08-01; uiterste datum: 2026-10-01"


class TestTheWorkshop:
    def test_a_verdict_is_proposed_and_decided(self, karin: User) -> None:
        item = content.intervention("Rust")
        content.observation(item)
        verdict = decided(item, person("sanne"), karin, agreed=False)
        assert told() == [
            "sanne stelde het oordeel over Rust (2026) voor",
            "karin besliste over het oordeel over Rust (2026)",
        ]
        decision = AuditEvent.objects.get(action="verdict.decided")
        assert decision.reason == "De leeftijd past niet."
        assert details_of(decision.details) == f"akkoord: nee; feiten: {verdict.facts_digest}; opnemen: ja"

    def test_an_act_that_cannot_be_recorded_is_not_done(self, karin: User) -> None:
        item = content.intervention("Rust")
        content.observation(item)
        act_announced.disconnect(dispatch_uid="publishing.audit.record")

        def fails(**_: Any) -> None:
            raise ZeroDivisionError

        act_announced.connect(fails)
        try:
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                judged(item, person_without_record(), karin)
        finally:
            act_announced.disconnect(fails)
            act_announced.connect(record_announced, dispatch_uid="publishing.audit.record")
        assert not item.verdicts.exists()

    def test_two_interventions_are_merged_and_taken_apart(self, karin: User) -> None:
        kept, gone = content.intervention("Rust"), content.intervention("Rust!")
        merge = merge_interventions(kept=kept, gone=gone, reason="Dezelfde.", by=karin, at=timezone.now())
        undo_merge(merge=merge, by=karin, at=timezone.now())
        assert told() == [
            "karin voegde 'Rust!' en 'Rust' samen",
            "karin haalde 'Rust!' en 'Rust' weer uit elkaar",
        ]


class TestImports:
    def test_that_people_decided_on_are_started_and_applied_by_who_asked(self, karin: User) -> None:
        plan = stored_plan(LINE, by=karin)
        decide(plan.rows.get(), karin, record="accept")
        apply(plan, karin)
        assert told() == ["karin begon met het overnemen van 'register.csv'", "karin nam 'register.csv' over"]
        for event in AuditEvent.objects.filter(action__startswith="import."):
            assert event.details == {"rijen": 1, "bron": plan.source}

    def test_that_are_applied_by_command_are_told_with_their_counts(self, karin: User, tmp_path: Path) -> None:
        file = tmp_path / "register.csv"
        file.write_text(f"{HEADER}\n{LINE}\n", encoding="utf-8")
        call_command("import_source", "gezonde-school", file, "--apply", "--by", "karin", stdout=StringIO())
        (event,) = AuditEvent.objects.filter(action__startswith="import.")
        assert sentence_of(event).startswith("karin nam een bestand van de bron ")
        assert (event.door_detail, event.details) == ("import_source", {"nieuw": 1, "gewijzigd": 0, "geweigerd": 0})


def person_without_record() -> User:
    """Return somebody whose arrival nobody has to record."""
    (user,) = User.objects.bulk_create([User(username="sanne")])
    return user


class TestPeople:
    def test_who_comes_gets_a_role_loses_it_and_goes(self, karin: User) -> None:
        user = person("sanne", Role.EDITOR)
        with edge(Door.SCREEN, "POST /admin/users/", person=lambda: karin):
            user.groups.set(Group.objects.filter(name="beoordelaar"))
            user.first_name, user.email = "Sanne", "sanne@elders.example"
            user.save()
            user.is_active = False
            user.save()
            user.is_active = True
            user.save(update_fields=["is_active"])
            user.groups.clear()
        assert about(user) == [
            ("Het systeem voegde gebruiker sanne (sanne) toe", ""),
            ("Het systeem gaf een rol aan gebruiker sanne (sanne)", "rollen: redacteur"),
            ("karin nam een rol af van gebruiker sanne (sanne)", "rollen: redacteur"),
            ("karin gaf een rol aan gebruiker sanne (sanne)", "rollen: beoordelaar"),
            ("karin wijzigde gebruiker Sanne (sanne)", "gegevens: voornaam, e-mailadres"),
            ("karin zette gebruiker Sanne (sanne) op inactief", ""),
            ("karin zette gebruiker Sanne (sanne) op actief", ""),
            ("karin nam een rol af van gebruiker Sanne (sanne)", "rollen: beoordelaar"),
        ]

    def test_no_value_of_anybody_is_kept(self) -> None:
        user = person("sanne")
        user.email = "geheim@elders.example"
        user.set_password("een-lang-wachtwoord")
        user.save()
        kept = str(list(AuditEvent.objects.values()))
        assert "geheim" not in kept
        assert user.password not in kept
        assert about(user)[-1][1] == "gegevens: e-mailadres, wachtwoord"

    def test_signing_in_is_no_change_and_asks_nothing_more(self, django_assert_num_queries: Any) -> None:
        user = person("sanne")
        before = about(user)
        user.last_login = timezone.now()
        with django_assert_num_queries(3):  # a savepoint, the update, its release
            user.save(update_fields=["last_login"])
        assert about(user) == before

    def test_a_role_that_is_given_from_its_own_side_is_heard(self) -> None:
        sanne, joris = person("sanne"), person("joris")
        role = Group.objects.get(name="redacteur")
        role.user_set.add(sanne, joris)
        role.user_set.clear()
        for user in (sanne, joris):
            assert [details for _, details in about(user)] == ["", "rollen: redacteur", "rollen: redacteur"]

    def test_many_who_are_deactivated_at_once_are_each_on_record_by_who_did_it(self) -> None:
        boss, sanne, joris = superuser(), person("sanne"), person("joris")
        browser = Client()
        browser.force_login(boss)
        address = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
        chosen = f"{address}?id={sanne.pk}&id={joris.pk}&id={boss.pk}"
        browser.post(chosen, {"mark_as_active": "False"})
        assert set(User.objects.filter(is_active=False)) == {sanne, joris}
        for user in (sanne, joris):
            assert about(user)[-1][0] == f"technisch zette gebruiker {user} ({user}) op inactief"


def test_on_the_screen_days_moments_and_digests_are_as_people_write_them() -> None:
    details = {"tot": "2026-07-01T22:30:00.819407+00:00", "ijkdatum": "2026-07-31", "nr": "2026.1", "van": "ab12" * 16}
    told = details_of(details, shortened=True)
    assert told == "ijkdatum: 31-07-2026; nr: 2026.1; tot: 02-07-2026 om 00:30; van: ab12ab12ab12…"
