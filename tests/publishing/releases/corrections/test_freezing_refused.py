"""What a correction is not frozen for, each with what to do."""

import pytest

from cms.accounts.models import User
from publishing.releases.corrections.models import Correction
from publishing.releases.errors import RefusedError
from publishing.releases.models import Freeze, Release
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from tests.factories.corrections import (
    DEFINITION,
    STEP,
    agreed,
    begun,
    brought_out,
    edited,
    frozen,
)
from tests.factories.releases import AT
from tests.publishing.releases.corrections.test_freezing import ACCOUNTABILITY, differing

pytestmark = pytest.mark.django_db


class TestRefusals:
    """Nothing is left of a freeze that was refused."""

    def test_without_a_change(self, correction: Correction) -> None:
        with pytest.raises(RefusedError, match="verandert nog niets"):
            frozen(correction)
        assert Freeze.objects.count() == 1

    def test_without_somebody_else_who_agreed(self, correction: Correction, sanne: User) -> None:
        edited(correction, sanne)
        with pytest.raises(RefusedError, match="Nog niet akkoord door iemand anders: stap 'Kies doelen'"):
            frozen(correction)

    def test_changed_after_the_freeze(self, correction: Correction, sanne: User, joris: User, karin: User) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        frozen(correction)
        edited(correction, sanne, body="<p>Nog anders.</p>")
        with pytest.raises(RefusedError, match="na het bevriezen iets veranderd"):
            publish_release(number="2026.2", by=karin, at=AT)

    def test_of_two_at_once_the_second_begins_again_with_its_changes(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        from publishing.releases.corrections.beginning import restart_correction

        other = begun(sanne, reason="Het begrip klopt niet.")
        edited(correction, sanne)
        edited(other, sanne, DEFINITION, body="<p>Druk om het goed te doen.</p>")
        for one in (correction, other):
            agreed(one, joris)
        brought_out(correction, karin)
        with pytest.raises(RefusedError, match="Begin haar opnieuw"):
            frozen(other)
        again, left = restart_correction(correction=other, by=karin, at=AT)
        assert (again.number, left) == ("2026.3", [])
        with pytest.raises(RefusedError, match="Nog niet akkoord"):
            frozen(again)
        agreed(again, joris)
        release = brought_out(again, karin)
        assert differing(base, release) == {STEP, DEFINITION, ACCOUNTABILITY}

    def test_rolled_back_after_the_freeze(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        second = brought_out(correction, karin)
        other = begun(sanne)
        assert other.base == second
        edited(other, sanne, DEFINITION, body="<p>Anders.</p>")
        agreed(other, joris)
        frozen(other)
        rollback_release(number="2026.1", reason="De tekst klopte niet.", by=karin, at=AT)
        with pytest.raises(RefusedError, match=r"live is nu 2026\.1"):
            publish_release(number="2026.3", by=karin, at=AT)
        with pytest.raises(RefusedError, match="niet meer live"):
            frozen(other)

    def test_after_a_rollback_a_correction_is_made_of_what_is_live(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        second = brought_out(correction, karin)
        rollback_release(number="2026.1", reason="De tekst klopte niet.", by=karin, at=AT)
        other = begun(sanne)
        assert (other.base, other.number) == (base, "2026.3")
        edited(other, sanne, DEFINITION, body="<p>Anders.</p>")
        agreed(other, joris)
        release = brought_out(other, karin)
        assert differing(base, release) == {DEFINITION, ACCOUNTABILITY}
        assert release.predecessor == second

    def test_dropped(self, correction: Correction, sanne: User, joris: User, karin: User) -> None:
        from publishing.releases.corrections.beginning import drop_correction

        edited(correction, sanne)
        agreed(correction, joris)
        frozen(correction)
        drop_correction(correction=correction, reason="Toch niet nodig.", by=karin, at=AT)
        with pytest.raises(RefusedError, match="is ingetrokken"):
            publish_release(number="2026.2", by=karin, at=AT)
        with pytest.raises(RefusedError, match="is ingetrokken"):
            frozen(correction)
