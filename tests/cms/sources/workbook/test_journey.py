"""Out, untouched back: nothing. Out, changed, back: exactly that, as drafts."""

import io
import zipfile

import pytest

from cms.accounts.models import User
from cms.content.models import DomainPage, Intervention, InterventionLink, PracticeExample, RecommendationPage
from cms.sources.plan import Change, RowClass
from cms.sources.workbook import build_workbook, make_workbook_plan
from tests.cms.sources.workbook.filling import apply_safe, book, plan_of, problems_of, touched

pytestmark = pytest.mark.django_db


def test_an_untouched_workbook_changes_nothing(team: RecommendationPage) -> None:
    plan = make_workbook_plan(data=build_workbook(), complete=True)
    assert (touched(plan), plan.findings, problems_of(plan)) == ([], (), [])
    assert plan.counts["unchanged"] == 7


def test_a_workbook_saved_by_another_program_changes_nothing(team: RecommendationPage) -> None:
    filled = book()
    for rows in filled.sheets.values():
        for row in rows:
            row += ["", ""]
        rows += [[""] * len(rows[0]), [""] * len(rows[0])]
    filled.put("Aanbevelingen", "domein", 1)
    assert touched(plan_of(filled, complete=True)) == []


@pytest.mark.parametrize(
    ("sheet", "heading", "cell", "field", "change"),
    [
        ("Interventies", "naam", "Rustiger Leren", "name", Change("Rustig Leren", "Rustiger Leren")),
        ("Interventies", "leeftijd vanaf", "2,5", "age_from", Change("1.5", "2.5")),
        ("Interventies", "leeftijd tot en met", "", "age_to", Change("18", "")),
        ("Interventies", "onderwijstypen", "Havo, vmbo; mbo", "sectors", Change("vmbo, havo", "vmbo, havo, mbo")),
        ("Interventies", "thema's", "rust", "themes", Change("welbevinden, rust", "rust")),
        ("Interventies", "preventieniveau", "Selectief", "prevention_level", Change("universeel", "selectief")),
        ("Interventies", "eigenaar", "@stil", "owner", Change("+31 Stichting Stil", "@stil")),
        ("Praktijkvoorbeelden", "toestemming tot en met", "2 september 2027", "consent_until",
         Change("2027-08-01", "2027-09-02")),
        ("Praktijkvoorbeelden", "toestemming tot en met", 46632.0, "consent_until", Change("2027-08-01", "2027-09-02")),
        ("Aanbevelingen", "indicatief", "ja", "indicated", Change(False, True)),
        ("Aanbevelingen", "preventief", "ONWAAR", "preventive", Change(True, False)),
        ("Aanbevelingen", "onderbouwing", "Rapport Stilte | https://a.example", "substantiations",
         Change("Onderzoek naar rust (2024) | https://bron.example/1\nRapport Stilte",
                "Rapport Stilte | https://a.example")),
        ("Toelichtingen", "toelichting", "Past, want **rust**.", "tailored_text",
         Change("<p>Past omdat het <i>rust</i> geeft.</p>", "<p>Past, want <b>rust</b>.</p>")),
    ],
)  # fmt: skip
def test_one_changed_cell_is_one_changed_field(
    team: RecommendationPage, editor: User, sheet: str, heading: str, cell: str | float, field: str, change: Change
) -> None:
    plan = plan_of(book().put(sheet, heading, cell), complete=True)
    assert problems_of(plan) == []
    (row,) = touched(plan)
    assert (row.row_class, row.fields, row.line) == (RowClass.CHANGED, {field: change}, 2)
    apply_safe(plan, editor)
    assert touched(make_workbook_plan(data=build_workbook(), complete=True)) == []
    assert touched(make_workbook_plan(data=book().put(sheet, heading, cell).save())) == []


def test_a_word_changed_in_a_text_leaves_its_links_and_headings_as_they_were(
    team: RecommendationPage, editor: User
) -> None:
    filled = book()
    (row,) = filled.rows("Aanbevelingen")
    plan = plan_of(filled.put("Aanbevelingen", "tekst", str(row["tekst"]).replace("Zo.", "Anders.")))
    apply_safe(plan, editor)
    team.refresh_from_db()
    assert team.get_latest_revision_as_object().body == team.body.replace("Zo.", "Anders.")
    assert "Zo." in team.body


def test_what_is_live_stays_and_the_drafts_hold_the_change(team: RecommendationPage, editor: User) -> None:
    filled = book()
    filled.put("Interventies", "naam", "Rustiger Leren").put("Praktijkvoorbeelden", "titel", "De stille woensdag")
    filled.put("Aanbevelingen", "titel", "Plan stilte").put("Toelichtingen", "toelichting", "Korter.", row=2)
    apply_safe(plan_of(filled), editor)
    for live, title in (
        (Intervention.objects.get(name="Rustig Leren"), "Rustiger Leren"),
        (PracticeExample.objects.get(title="De stille dinsdag"), "De stille woensdag"),
        (RecommendationPage.objects.get(title="Plan rust in de week"), "Plan stilte"),
    ):
        draft = live.get_latest_revision_as_object()
        assert (str(draft), live.live, live.has_unpublished_changes) == (title, True, True)
        assert live.latest_revision.user == editor
    draft = RecommendationPage.objects.get().get_latest_revision_as_object()
    assert [link.tailored_text for link in draft.intervention_links.all()] == [
        "<p>Past omdat het <i>rust</i> geeft.</p>",
        "<p>Korter.</p>",
    ]
    live_texts = InterventionLink.objects.order_by("sort_order").values_list("tailored_text", flat=True)
    assert list(live_texts) == ["<p>Past omdat het <i>rust</i> geeft.</p>", "<p>Ook goed.</p>"]


def test_everything_new_in_one_workbook_is_linked_by_name(team: RecommendationPage, editor: User) -> None:
    filled = book()
    filled.add("Interventies", naam="Nieuw Begin", onderwijstypen="vwo", preventieniveau="Geïndiceerd")
    filled.add("Praktijkvoorbeelden", titel="De lege agenda", tekst="- een\n- twee")
    filled.add(
        "Aanbevelingen",
        domein=2,
        titel="Begin opnieuw",
        tekst="Zo.",
        indicatief="ja",
        onderbouwing="Bron | https://b.example",
    )
    filled.add("Toelichtingen", aanbeveling="begin  opnieuw", interventie="NIEUW BEGIN", toelichting="Omdat.")
    filled.add("Toelichtingen", aanbeveling="Begin opnieuw", interventie="Stil Staan", toelichting="Ook.")
    filled.add("Voorbeelden bij", aanbeveling="Begin opnieuw", praktijkvoorbeeld="De lege agenda")
    data = filled.save()
    plan = make_workbook_plan(data=data)
    assert (plan.counts["new"], plan.counts["changed"], problems_of(plan)) == (6, 0, [])
    assert [row.target for row in touched(plan)] == [
        *("intervention", "practice_example", "recommendation", "intervention_link", "intervention_link"),
        "practice_link",
    ]
    apply_safe(plan, editor)
    page = RecommendationPage.objects.get(title="Begin opnieuw")
    draft = page.get_latest_revision_as_object()
    assert (page.live, page.get_parent().specific, page.owner) == (False, DomainPage.objects.get(number=2), editor)
    assert (draft.preventive, draft.indicated, draft.body) == (True, True, "<p>Zo.</p>")
    assert [(source.text, source.url) for source in draft.substantiations.all()] == [("Bron", "https://b.example")]
    assert [(link.intervention.name, link.tailored_text) for link in draft.intervention_links.all()] == [
        ("Nieuw Begin", "<p>Omdat.</p>"),
        ("Stil Staan", "<p>Ook.</p>"),
    ]
    assert [link.practice_example.title for link in draft.practice_links.all()] == ["De lege agenda"]
    assert not Intervention.objects.get(name="Nieuw Begin").live
    assert Intervention.objects.get(name="Nieuw Begin").sectors == ["vwo"]
    assert touched(make_workbook_plan(data=data)) == []  # the same file again
    assert touched(make_workbook_plan(data=build_workbook(), complete=True)) == []


def test_a_row_that_is_gone_is_a_question_only_when_the_workbook_is_complete(
    team: RecommendationPage, editor: User
) -> None:
    filled = book().drop("Interventies").drop("Toelichtingen").drop("Voorbeelden bij")
    assert touched(plan_of(filled)) == []
    gone = touched(plan_of(filled, complete=True))
    assert [(row.row_class, row.target, row.title) for row in gone] == [
        (RowClass.DISAPPEARED, "intervention", "Rustig Leren"),
        (RowClass.DISAPPEARED, "intervention_link", "Plan rust in de week – Rustig Leren"),
        (RowClass.DISAPPEARED, "practice_link", "Plan rust in de week – De stille dinsdag"),
    ]
    assert apply_safe(plan_of(filled, complete=True), editor) == []


def test_the_same_content_gives_the_same_bytes(team: RecommendationPage) -> None:
    assert build_workbook() == build_workbook()


def test_a_cell_that_looks_like_a_formula_is_text(team: RecommendationPage) -> None:
    with zipfile.ZipFile(io.BytesIO(build_workbook())) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert any(b"=Het Stille College" in sheet for sheet in sheets)
    assert not any(b"<f>" in sheet for sheet in sheets)
