"""Evidence hangs on a proposal, comes with it or not at all, and is never changed."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live_settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from pytest_django import Settings

from cms.accounts.models import User
from cms.config.settings.base import STORAGES as CONFIGURED
from cms.content.models import Intervention
from cms.vetting.evidence.offered import Link, ReadAgain, Upload
from cms.vetting.evidence.store import PrivateFiles, keep, open_kept
from cms.vetting.models import Consultation, Evidence, EvidenceError, Verdict
from cms.vetting.observations import record_consultation
from tests.cms.vetting.evidence.files import EXE, PDF, TEXT
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import AT, proposal

pytestmark = pytest.mark.django_db

_STORES: Any = CONFIGURED
OPTIONS = _STORES["evidence"]["OPTIONS"]  # of every way of running but tests, which keep theirs in memory


@pytest.fixture
def sanne(db: None) -> User:
    return person("sanne")


@pytest.fixture
def intervention(db: None) -> Intervention:
    found = content.intervention("Rustig Leren")
    content.observation(found)
    return found


def test_a_proposal_keeps_all_its_evidence_in_order(intervention: Intervention, sanne: User) -> None:
    observation = intervention.observations.get()
    offered = [Link("https://register.example/7", "Zie onderaan."), Upload("besluit.pdf", PDF), ReadAgain(observation)]
    verdict = proposal(intervention, sanne, evidence=offered)
    url, file, consultation = verdict.evidence.all()
    assert (url.url, url.note) == ("https://register.example/7", "Zie onderaan.")
    assert (file.file_name, file.content_type, file.size) == ("besluit.pdf", "application/pdf", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert consultation.consultation == observation.consultations.get()
    assert observation.consultations.get().consulted_at == AT


def test_the_same_bytes_are_kept_once_under_their_hash(intervention: Intervention, sanne: User) -> None:
    proposal(intervention, sanne, evidence=[Upload("een.txt", TEXT), Upload("twee.txt", TEXT)])
    assert len({one.sha256 for one in Evidence.objects.all()}) == 1
    kept = open_kept(hashlib.sha256(TEXT).hexdigest())
    assert kept is not None
    assert kept.read() == TEXT


@pytest.mark.parametrize(
    "wrong",
    [Upload("besluit.pdf", EXE), Upload("leeg.txt", b""), Link("javascript:alert(1)"), Link("ftp://x.example/")],
)
def test_one_wrong_piece_and_nothing_of_the_proposal_stays(
    intervention: Intervention, sanne: User, wrong: Upload | Link
) -> None:
    observation = intervention.observations.get()
    with pytest.raises(EvidenceError):
        proposal(intervention, sanne, evidence=[ReadAgain(observation), Link("https://register.example/7"), wrong])
    assert not Verdict.objects.exists()
    assert not Evidence.objects.exists()
    assert not Consultation.objects.exists()


def test_evidence_is_never_edited_or_deleted(intervention: Intervention, sanne: User) -> None:
    one = proposal(intervention, sanne, evidence=[Link("https://register.example/7")]).evidence.get()
    one.url = "https://elders.example/"
    with pytest.raises(EvidenceError, match="niet gewijzigd"):
        one.save()
    with pytest.raises(EvidenceError, match="niet verwijderd"):
        one.delete()


def test_the_database_refuses_a_piece_that_is_not_of_its_kind(intervention: Intervention, sanne: User) -> None:
    verdict = proposal(intervention, sanne)
    for fields in ({"kind": "url"}, {"kind": "file", "file_name": "x.pdf"}, {"kind": "consultation"}):
        with pytest.raises(IntegrityError, match="evidence_is_of_its_kind"), transaction.atomic():
            Evidence.objects.create(verdict=verdict, **fields)


def test_nothing_that_shows_where_it_was_seen_takes_no_inclusion(sanne: User) -> None:
    unproven = content.intervention("Zonder bron")
    content.observation(unproven, url="")
    with pytest.raises(EvidenceError, match="Nergens staat waar"):
        proposal(unproven, sanne)
    assert proposal(unproven, sanne, is_included=False).pk


@pytest.mark.parametrize("fields", [{"url": "https://register.example/1"}, {"url": "", "source": "0" * 64}])
def test_an_observation_with_an_address_or_a_file_is_enough_to_propose(sanne: User, fields: dict[str, Any]) -> None:
    proven = content.intervention("Met bron")
    content.observation(proven, **fields)
    assert proposal(proven, sanne).pk


def test_a_record_that_was_found_again_with_the_proposal_is_no_longer_gone(
    intervention: Intervention, sanne: User
) -> None:
    observation = intervention.observations.get()
    record_consultation(observation=observation, by=sanne, at=AT, found=False)
    (fact,) = proposal(intervention, sanne, evidence=[ReadAgain(observation)]).seen()
    assert fact.state == "recognised"


def test_bytes_that_are_gone_or_changed_are_not_handed_out(tmp_path: Path, settings: Settings) -> None:
    place = {"BACKEND": "cms.vetting.evidence.store.PrivateFiles", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "evidence": place}
    sha256 = keep(TEXT)
    path = tmp_path / sha256[:2] / sha256
    assert path.read_bytes() == TEXT
    path.write_bytes(b"iets anders")
    assert open_kept(sha256) is None
    path.unlink()
    assert open_kept(sha256) is None
    assert open_kept("0" * 64) is None


def test_the_store_has_no_address_and_lies_outside_what_is_served(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="by its view only"):
        PrivateFiles(location=tmp_path).url("ab/abc")
    assert storages["evidence"] is not storages["default"]
    store = storages.create_storage({"BACKEND": "cms.vetting.evidence.store.PrivateFiles", "OPTIONS": {}})
    assert isinstance(store, PrivateFiles)
    folder = Path(OPTIONS["location"])
    for served in (live_settings.MEDIA_ROOT, live_settings.STATIC_ROOT):
        assert not folder.is_relative_to(served)


def test_a_file_is_readable_by_the_process_alone(tmp_path: Path) -> None:
    options = {**OPTIONS, "location": tmp_path}
    store = PrivateFiles(**options)
    store.save("ab/abc", ContentFile(TEXT))
    assert (tmp_path / "ab" / "abc").stat().st_mode & 0o077 == 0
    assert (tmp_path / "ab").stat().st_mode & 0o077 == 0
