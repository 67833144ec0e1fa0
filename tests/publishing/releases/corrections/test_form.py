"""The form of a released document: made from its shape, and what nobody touched keeps its bytes."""

from datetime import date
from typing import Any

import msgspec
import pytest
from django.http import QueryDict
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.documents.registry import COLLECTIONS
from publishing.releases.corrections.form.document_form import DocumentForm
from publishing.releases.corrections.form.html_field import HtmlField

RELEASED = Recommendation(
    id="rust",
    title="Rust in de week",
    domain="klimaat",
    body=(
        '<h3>Rust</h3><p>Houd <strong>een</strong> middag vrij.<br>Lees <a href="wegwijzer:stappen/een">stap een</a>, '
        '<a href="https://voorbeeld.example/a?b=1&amp;c=2">hier</a>.</p><ul><li>Een</li><li><em>Twee</em></li></ul>'
    ),
    preventive=True,
    substantiation=[Substantiation(text="Monitor, 2020"), Substantiation(text="Gids", url="https://gids.example")],
    interventions=[InterventionLink(intervention="sterk", tailored_text="<p>Week drie.</p>")],
    practice_examples=["dinsdag", "linde"],
)
INTERVENTION = Intervention(id="sterk", name="Sterk", age_from=4.0, age_to=12.5, sectors=["po", "vo"], regions=["Zuid"])


def sent(document: Document, **changes: Any) -> DocumentForm:
    """Return the form as a browser sends it back, with ``changes``; None leaves a box empty."""
    form = DocumentForm(document=document, names={})
    page = f"<form>{''.join(map(str, form))}</form>"
    data: QueryDict = querydict_from_html(page, form_index=0).copy()
    ticked = {name: "on" for name, value in form.initial.items() if value is True}  # the helper sends these empty
    for name, value in {**ticked, **changes}.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return DocumentForm(data, document=document, names={"sterk": "Sterk Staan"})


def made(document: Document, **changes: Any) -> Any:
    form = sent(document, **changes)
    assert form.is_valid(), form.errors
    return form.made


@pytest.mark.parametrize(
    "document",
    [
        RELEASED,
        INTERVENTION,
        PracticeExample(id="d", title="D", consent_until=date(2027, 1, 1)),
        Domain(id="k", number=1, title="K", system_level="school"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_sent_back_untouched_it_is_the_same_document_byte_for_byte(document: Document) -> None:
    form = sent(document)
    assert form.is_valid(), form.errors
    assert form.changed_data == []
    assert canonical_bytes(form.made) == canonical_bytes(document)


def test_one_word_changes_one_field() -> None:
    after = made(RELEASED, **{"onderbouwing-0-tekst": "Monitor, 2021"})
    assert after == msgspec.structs.replace(
        RELEASED, substantiation=[Substantiation(text="Monitor, 2021"), RELEASED.substantiation[1]]
    )


def test_rich_text_goes_through_the_gate() -> None:
    html = '<p>Lees <a href="#wegwijzer/stappen/een">stap</a> <b onclick="x">nu</b>.</p>'
    after = made(RELEASED, tekst=str(rich_text(html)))
    assert after.body == '<p>Lees <a href="wegwijzer:stappen/een">stap</a> <strong>nu</strong>.</p>'
    assert after.title == RELEASED.title
    assert HtmlField(label="Tekst").clean("<p onclick='x'>a<script>alert(1)</script></p>") == "<p>a</p>"


def test_rows_are_named_changed_and_left_out() -> None:
    form = sent(RELEASED)
    assert [section.title for section in form.sections()] == [
        "",
        "Onderbouwing: nummer 1",
        "Onderbouwing: nummer 2",
        "Interventies: Sterk Staan",
        "Praktijkvoorbeelden: dinsdag",
        "Praktijkvoorbeelden: linde",
    ]
    after = made(
        RELEASED,
        **{
            "onderbouwing-0-weg": "on",
            "onderbouwing-1-webadres": "https://gids.example/nieuw",
            "praktijkvoorbeelden-1-weg": "on",
            "interventies-0-toelichting": str(rich_text("<p>Week vier.</p>")),
        },
    )
    assert after.substantiation == [Substantiation(text="Gids", url="https://gids.example/nieuw")]
    assert after.practice_examples == ["dinsdag"]
    assert after.interventions == [InterventionLink(intervention="sterk", tailored_text="<p>Week vier.</p>")]


def test_numbers_lists_choices_dates_and_boxes() -> None:
    after = made(
        INTERVENTION,
        leeftijdVanaf="",
        leeftijdTotEnMet="18",
        onderwijstypen="vo\n\n  mbo \n",
        preventieniveau="selectief",
    )
    assert (after.age_from, after.age_to, after.sectors, after.prevention_level) == (
        None,
        18.0,
        ["vo", "mbo"],
        "selectief",
    )
    example = PracticeExample(id="d", title="D")
    assert made(example, toestemmingTotEnMet="2027-02-28").consent_until == date(2027, 2, 28)
    assert made(RELEASED, preventief=None, indicatief="on").preventive is False


def test_every_fault_is_told_at_once_with_its_field_in_dutch() -> None:
    form = sent(
        RELEASED,
        titel="",
        **{
            "onderbouwing-0-tekst": "x" * 20_001,
            "onderbouwing-1-webadres": "https://" + "y" * 2_000,
            "interventies-0-toelichting": str(rich_text(f"<p>{'z' * 200_001}</p>")),
        },
    )
    assert not form.is_valid()
    assert {name: str(errors[0]) for name, errors in form.errors.items()} == {
        "titel": "Titel is leeg. Vul het in.",
        "onderbouwing-0-tekst": "Onderbouwing, nummer 1, Tekst is langer dan 20000 tekens. Kort het in.",
        "onderbouwing-1-webadres": "Onderbouwing, nummer 2, Webadres is langer dan 2000 tekens. Kort het in.",
        "interventies-0-toelichting": "Interventies, nummer 1, Toelichting is langer dan 200000 tekens. Kort het in.",
    }


@pytest.mark.parametrize(
    ("document", "field", "value", "said"),
    [
        (INTERVENTION, "leeftijdVanaf", "vier", "geen getal"),
        (INTERVENTION, "leeftijdVanaf", "1e400", "geen getal"),
        (INTERVENTION, "leeftijdVanaf", "900", "hoger dan 120"),
        (INTERVENTION, "preventieniveau", "geheim", "geheim"),
        (INTERVENTION, "naam", "a\x00b", "ekens"),
        (INTERVENTION, "naam", "a\u200bb\x07", "onzichtbaar"),
        (PracticeExample(id="d", title="D"), "toestemmingTotEnMet", "31-02-2027", "geen datum"),
    ],
)
def test_poison_is_named_with_its_field(document: Document, field: str, value: str, said: str) -> None:
    form = sent(document, **{field: value})
    assert not form.is_valid()
    assert said in str(form.errors[field])


def test_what_each_fits_alone_can_be_too_much_together() -> None:
    many = msgspec.structs.replace(
        RELEASED,
        interventions=[InterventionLink(intervention=f"i-{row}", tailored_text="<p>x</p>") for row in range(6)],
    )
    big = str(rich_text(f"<p>{'z' * 190_000}</p>"))
    form = sent(many, **{f"interventies-{row}-toelichting": big for row in range(6)})
    assert not form.is_valid()
    assert "bytes groot" in str(form.non_field_errors())


@pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.name)
def test_every_kind_has_a_form_that_leaves_its_place_and_its_recognitions_alone(kind: Any) -> None:
    required: dict[str, Any] = {
        "id": "een",
        "title": "T",
        "name": "N",
        "question": "V",
        "term": "B",
        "number": 1,
        "domain": "k",
    }
    names = {field.name for field in msgspec.structs.fields(kind.shape)}
    form = DocumentForm(document=kind.shape(**{k: v for k, v in required.items() if k in names}), names={})
    assert form.fields
    assert not {"id", "nummer", "domein", "erkenningen"} & {name.split("-")[0] for name in form.fields}
