"""One name, written in two ways somewhere in the release."""

import pytest

from publishing.checks.base import Finding
from publishing.checks.labels import LabelDrift, is_one_name
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Text
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.practice_example import PracticeExample


def found_in(*documents: Document) -> list[Finding]:
    rule = LabelDrift()
    for document in documents:
        rule.see(document)
    return list(rule.findings())


@pytest.mark.parametrize(
    ("left", "right", "is_drift"),
    [
        ("Thuissituatie", "Thuisituatie", True),
        ("Thuissituatie", "thuissituatie", True),
        ("sociaal-emotioneel", "Sociaal emotioneel", True),
        ("Sociale vaardigheden", "Sociale vaardigheid", True),
        ("praktijkonderwijs", "Praktijk onderwijs", True),
        ("Thuissituatie", "Thuissituatie", False),
        ("bovenbouw vmbo", "bovenbouw vwo", False),
        ("onderbouw", "bovenbouw", False),
        ("leerjaar 1 en 2", "leerjaar 1 en 3", False),
        ("Mentaal kapitaal", "Sociaal kapitaal", False),
        ("GGD Rotterdam", "GGD Amsterdam", False),
        ("Rust", "Rust in de school", False),
    ],
)
def test_which_labels_are_spellings_of_one_name(left: str, right: str, *, is_drift: bool) -> None:
    assert is_one_name(left, right) is is_drift
    assert is_one_name(right, left) is is_drift


def test_the_rarer_spelling_is_found_where_it_stands() -> None:
    often = [Intervention(id=f"a-{one}", name="A", themes=["Groepsdruk"]) for one in range(3)]
    (found,) = found_in(Intervention(id="b", name="B", themes=["Groepdruk", "Slaap"]), *often)
    assert (found.rule, found.level, found.kind, found.id, found.field) == (
        "label-drift",
        "warning",
        "interventie",
        "b",
        "themas",
    )
    assert found.message == (
        "Hier staat 'Groepdruk', en in interventie 'a-0', themas staat 'Groepsdruk'. Kies één schrijfwijze."
    )


def test_a_text_that_writes_the_title_of_a_domain_otherwise_is_found() -> None:
    domain = Domain(id="thuis", number=3, title="Thuissituatie", when_low="a", when_high="b")
    other = Domain(id="rust", number=4, title="Rust", when_low="a", when_high="b")
    text = Text(id="start", title="Start", body="<ol><li>Thuisituatie</li><li>Rust</li></ol><p>thuissituatie.</p>")
    (found,) = found_in(text, other, domain)
    assert (found.kind, found.id, found.field) == ("tekst", "start", "tekst")
    assert found.message.startswith("Hier staat 'Thuisituatie', en in domein 'thuis', titel staat 'Thuissituatie'.")


def test_two_lines_of_text_are_no_names() -> None:
    assert found_in(Text(id="a", title="A", body="<ul><li>met leerlingen</li><li>met leerling</li></ul>")) == []


def test_organisations_are_one_group_and_other_fields_are_apart() -> None:
    owner = Intervention(id="a", name="A", owner="Bureau Vroegop (fictief)", themes=["training"])
    school = PracticeExample(id="b", title="B", organisation="Bureau Vroeg-op (fictief)")
    methods = Intervention(id="c", name="C", methods=["trainingen"])
    assert [(one.kind, one.field) for one in found_in(owner, school, methods)] == [("praktijkvoorbeeld", "organisatie")]


def test_nothing_is_seen_of_empty_labels() -> None:
    assert found_in(Intervention(id="a", name="A"), PracticeExample(id="b", title="B")) == []
