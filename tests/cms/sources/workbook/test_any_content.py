"""Whatever the content: out and back is nothing, and one cell is one field."""

import io

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cms.accounts.models import User
from cms.content.models import Intervention, RecommendationPage
from cms.sources.markdown import rich_text
from cms.sources.plan import RowClass
from cms.sources.readers.tables import Table, read_sheets
from cms.sources.workbook import build_workbook, make_workbook_plan
from cms.sources.workbook.columns import INTERVENTIONS
from cms.sources.workbook.forms import tidy
from cms.sources.workbook.forms.rich import TOO_LONG
from cms.sources.workbook.writing import write_sheets
from tests.cms.sources.workbook.filling import apply_safe, book, plan_of, touched
from tests.factories import content

_ODD = st.sampled_from(
    [
        *(
            "=1+1",
            "+31",
            "-",
            "@x",
            "'x",
            "\t",
            " x ",
            "a\nb",
            "a\r\nb",
            "_x000D_",
            "_x0041_",
            "ja",
            "WAAR",
            "1.0",
            "1e5",
        ),
        *("12-3-2024", "#N/A", "\u00a0", "é", "Ge├»n", "a, b; c", "<b>&amp;", "https://x.example", "| x", "\U0001f600"),
    ]
)
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30) | _ODD
_LISTS = st.lists(_WORDS, max_size=3)
_HTML = (
    _WORDS.map(lambda text: f"<p>{text}</p>") | _WORDS | st.lists(_WORDS, max_size=4).map("\n\n- ".join).map(rich_text)
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # each example fills a database: a smaller one is not worth the minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(_WORDS.filter(bool), _HTML, _WORDS, _LISTS, _HTML), min_size=5, max_size=12))
@pytest.mark.django_db
def test_any_content_comes_back_unchanged(db: None, given_items: list[tuple[str, str, str, list[str], str]]) -> None:
    Intervention.objects.all().delete()
    RecommendationPage.objects.all().delete()
    domain = content.wegwijzer().get_children().first() or content.domain(1)
    for number, (name, html, owner, words, tailored) in enumerate(given_items):
        item = content.intervention(name[:255], summary=html, owner=owner, themes=words, regions=words[:1])
        if number < 5:
            content.recommendation(
                domain.specific, f"{number} {name}"[:255], body=html or "x", interventions={item: tailored}
            )
    plan = make_workbook_plan(data=build_workbook(), complete=True)
    assert touched(plan) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=20), min_size=1, max_size=30))
@example(["a\x07b", "x" * 31_999])
def test_any_text_survives_the_file(texts: list[str]) -> None:
    packed = io.BytesIO()
    write_sheets(packed, [(INTERVENTIONS, [["k", text] for text in texts])])
    table: Table = read_sheets(packed.getvalue())["Interventies"]
    read = [tidy(line.cells[1]) for line in table.lines[1:]]
    assert read == [tidy(text) for text in texts]


@pytest.mark.django_db
def test_a_text_too_long_for_a_cell_stays_what_it_is(editor: User) -> None:
    long = f"<p>{'woord ' * 8_000}</p>"
    content.intervention(summary=long)
    filled = book()
    (row,) = filled.rows("Interventies")
    assert row["samenvatting"] == TOO_LONG
    plan = plan_of(filled.put("Interventies", "eigenaar", "Ander"), complete=True)
    assert [list(row.fields) for row in touched(plan)] == [["owner"]]
    apply_safe(plan, editor)
    assert Intervention.objects.get().get_latest_revision_as_object().summary == long


@pytest.mark.django_db
def test_two_links_between_the_same_two_come_back_as_they_are() -> None:
    item = content.intervention()
    page = content.recommendation(content.domain(1), interventions={item: "<p>Een.</p>"})
    second = page.intervention_links.all()[0]
    second.pk, second.tailored_text, second.sort_order = None, "<p>Twee.</p>", 1
    second.uid = "6f3a5a0e-9d0c-4a55-8a53-1f6e2b8a9c41"
    page.intervention_links.add(second)
    page.save()
    assert touched(make_workbook_plan(data=build_workbook(), complete=True)) == []
    (row,) = touched(plan_of(book().put("Toelichtingen", "toelichting", "Drie.", row=2), complete=True))
    assert (row.row_class, row.key) == (RowClass.CHANGED, f"{page.uid}/{item.uid}#2")


@pytest.mark.django_db
def test_a_link_to_an_intervention_that_is_gone_is_left_out() -> None:
    item = content.intervention()
    page = content.recommendation(content.domain(1), interventions={item: "<p>Een.</p>"})
    page.save_revision()
    item.delete()
    assert touched(make_workbook_plan(data=build_workbook(), complete=True)) == []
    assert list(book().rows("Toelichtingen")) == []


@pytest.mark.django_db
def test_a_team_that_has_nothing_yet_gets_a_workbook_to_fill() -> None:
    filled = book()
    assert list(filled.sheets) == [
        *("Lees mij", "Aanbevelingen", "Praktijkvoorbeelden", "Interventies", "Toelichtingen", "Voorbeelden bij"),
    ]
    content.domain(1)
    filled.add("Aanbevelingen", domein=1, titel="Begin", tekst="Zo.")
    assert [row.row_class for row in touched(plan_of(filled, complete=True))] == [RowClass.NEW]
