"""Whoever switches the triggers off and changes the record is noticed, and the first wrong event is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.accounts.models import User
from publishing.audit.actions import Action
from publishing.audit.chain import START, hash_of
from publishing.audit.models import AuditEvent, ChainHead
from publishing.releases.rollback import rollback_release
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_store
from publishing.store.layout import CATALOGUE
from tests.factories import content
from tests.factories.audit import recorded, triggers_off
from tests.factories.people import person
from tests.factories.releases import AT, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicist() -> User:
    return person("publicist")


@pytest.fixture
def released(publicist: User) -> None:
    """Four links, the last of which the catalogue knows: two releases, frozen and published."""
    content.definition()
    published("2025.1", by=publicist)
    content.step()
    published("2026.1", by=publicist)


def verified() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def told() -> str:
    with pytest.raises(CommandError) as error:
        verified()
    assert error.value.returncode == 1
    return str(error.value)


def run(*statements: str) -> None:
    with triggers_off(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.usefixtures("released")
class TestOfARelease:
    def test_nothing_is_wrong_with_what_nobody_touched(self) -> None:
        assert "de keten van uitgaven en oordelen is nagerekend, 8 gebeurtenissen" in verified()
        assert verify_store() == []

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("action", "'release.frozen'"),
            ("object_kind", "'iets'"),
            ("object_id", "'2024.1'"),
            ("object_text", "'uitgave 2024.1'"),
            ("reason", "'Achteraf bedacht.'"),
            ("door", "'task'"),
            ("door_detail", "'elders'"),
            ("actor_name", "'Iemand Anders'"),
            ("actor_username", "'iemand'"),
            ("details", """'{"generatie": 7}'"""),
            ("at", "'2020-01-01 00:00:00'"),
            ("hash", "'" + "f" * 64 + "'"),
        ],
    )
    def test_any_changed_field_is_noticed(self, column: str, value: str) -> None:
        run(f"UPDATE audit_auditevent SET {column} = {value} WHERE sequence = 2")
        assert "gebeurtenis 2 in de keten is gewijzigd" in told()
        assert any(found.where == "logboek" for found in verify_store())

    def test_a_result_that_was_turned_round_is_noticed(self) -> None:
        run("UPDATE audit_auditevent SET result = 'refused', refusal = 'Nee.' WHERE sequence = 3")
        assert "gebeurtenis 3 in de keten is gewijzigd" in told()

    def test_one_deleted_in_the_middle_is_noticed(self) -> None:
        run("DELETE FROM audit_auditevent WHERE sequence = 2")
        assert "gebeurtenis 2 in de keten ontbreekt" in told()

    def test_one_taken_out_of_the_chain_is_noticed(self) -> None:
        run("UPDATE audit_auditevent SET sequence = NULL, previous = '', hash = '' WHERE sequence = 2")
        assert "gebeurtenis 2 in de keten ontbreekt" in told()
        assert "hoort in de keten en staat er niet in" in told()

    def test_two_that_changed_places_are_noticed(self) -> None:
        run(
            "UPDATE audit_auditevent SET sequence = 99 WHERE sequence = 2",
            "UPDATE audit_auditevent SET sequence = 2 WHERE sequence = 3",
            "UPDATE audit_auditevent SET sequence = 3 WHERE sequence = 99",
        )
        assert "gebeurtenis 2 in de keten sluit niet aan op de vorige" in told()

    def test_a_tail_that_was_cut_off_is_noticed_by_the_head(self) -> None:
        run("DELETE FROM audit_auditevent WHERE sequence > 3")
        assert "gebeurtenis 4 in de keten ontbreekt" in told()

    @pytest.mark.parametrize("left", [0, 3])
    def test_a_tail_that_was_cut_off_with_the_head_put_back_is_noticed_by_the_catalogue(self, left: int) -> None:
        last = AuditEvent.objects.filter(sequence=left).first()
        head = last.hash if last else START.hash
        run(
            f"DELETE FROM audit_auditevent WHERE sequence > {left}",
            f"UPDATE audit_chainhead SET sequence = {left}, hash = '{head}'",
        )
        assert f"gebeurtenis {left + 1} in de keten ontbreekt (de catalogus)" in told()

    def test_a_chain_that_was_made_anew_is_noticed_by_the_catalogue(self) -> None:
        with triggers_off():
            forge()
        assert "gebeurtenis 8 in de keten is niet wat elders is vastgelegd (de catalogus): release.published" in told()

    def test_a_catalogue_that_says_otherwise_is_noticed(self) -> None:
        store = release_store()
        held = store.read(CATALOGUE)
        (line,) = [line for line in held.splitlines() if b'"hash"' in line]
        store.replace(CATALOGUE, held.replace(line, b'"hash": "' + b"0" * 64 + b'",'), expected=held)
        assert "is niet wat elders is vastgelegd (de catalogus)" in told()

    def test_a_damaged_catalogue_witnesses_nothing_and_is_named_by_the_verification_of_the_store(self) -> None:
        store = release_store()
        store.replace(CATALOGUE, b"{", expected=store.read(CATALOGUE))
        assert "staat nog niets om mee te vergelijken" in verified()
        assert any(found.where == CATALOGUE for found in verify_store())

    def test_a_trigger_that_is_gone_is_named_by_the_verification_of_the_store(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER audit_auditevent_refuse_change ON audit_auditevent"
                if connection.vendor == "postgresql"
                else "DROP TRIGGER audit_auditevent_refuse_update"
            )
        assert any(found.where.startswith("trigger audit_auditevent") for found in verify_store())

    def test_rolling_back_is_the_next_link(self, publicist: User) -> None:
        rollback_release(number="2025.1", reason="Een fout in 2026.1.", by=publicist, at=AT)
        assert "9 gebeurtenissen" in verified()


def forge() -> None:
    """Change the second event and hash everything after it anew, as somebody would who read the code."""
    AuditEvent.objects.filter(sequence=2).update(actor_name="Iemand Anders")
    previous = START.hash
    for event in AuditEvent.objects.chained():
        made = hash_of(event.link().sequence, previous, event.content())
        AuditEvent.objects.filter(pk=event.pk).update(previous=previous, hash=made)
        previous = made
    ChainHead.objects.update(hash=previous)


def test_without_a_catalogue_the_command_says_that_nothing_vouches_for_the_tail() -> None:
    recorded(Action.RELEASE_FROZEN)
    assert "1 gebeurtenissen" in verified()
    assert "staat nog niets om mee te vergelijken" in verified()
