"""A manual with something missing, double or unknown: every fault at once, with its place and what is expected."""

import re

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.handleiding import read_manual
from cms.sources.reading import FindingRule, Problem


def problems(manual: str) -> list[Problem]:
    return list(read_manual(manual.encode()).problems)


def without(manual: str, pattern: str, by: str = "") -> str:
    changed = re.sub(pattern, by, manual, count=1, flags=re.MULTILINE)
    assert changed != manual
    return changed


def test_a_domain_missing_from_the_annex_is_named_with_its_line_in_the_list(manual: str) -> None:
    (problem,) = problems(without(manual, r"^## \*\*5\. Vrienden[^#]*"))
    assert (problem.target, problem.key, problem.line) == ("domain", "5", 42)
    assert "domein 5 'Vrienden op school' staat in de lijst, maar wordt niet beschreven" in problem.message


def test_a_domain_missing_from_both_is_named_once(manual: str) -> None:
    both = without(without(manual, r"^## \*\*5\. Vrienden[^#]*"), r"^5\. Vrienden op school\n")
    (problem,) = problems(both)
    assert "Domein 5 ontbreekt: verwacht zijn 8 stuks, gevonden zijn er 7" in problem.message


def test_a_domain_missing_from_the_list_is_named(manual: str) -> None:
    (problem,) = problems(without(manual, r"^8\. Samen optrekken\n"))
    assert "domein 8 'Samen optrekken' staat niet in de lijst" in problem.message


def test_a_domain_that_stands_twice_is_named_with_both_lines(manual: str) -> None:
    found = problems(without(manual, r"^## \*\*5\. Vrienden op school", "## **4. Rustig lesgeven"))
    assert any("Domein 4 staat er twee keer: in regel 130 en in regel 134" in problem.message for problem in found)
    assert any("domein 5" in problem.message for problem in found)


def test_a_domain_with_another_name_in_the_list_is_named(manual: str) -> None:
    (problem,) = problems(without(manual, r"^2\. Gebouw", "2. Sfeer"))
    assert "heet 'Gebouw' in de beschrijving" in problem.message


def test_a_domain_with_another_number_in_the_list_is_named(manual: str) -> None:
    found = problems(without(manual, r"^1\. Stad en straat\n2\. Gebouw", "1. Gebouw\n2. Stad en straat"))
    assert [problem.key for problem in found] == ["2", "1"]
    assert "nummer 1 in de lijst (regel 38) en nummer 2 in de beschrijving" in found[0].message


def test_a_domain_without_explanation_is_named(manual: str) -> None:
    (problem,) = problems(without(manual, r"^Wie zacht praat.*\n"))
    assert "domein 4 'Rustig lesgeven' staat geen toelichting" in problem.message


@pytest.mark.parametrize(
    ("pattern", "by", "message"),
    [
        (r"^- Stap 7.*\n", "", "Stap 7 ontbreekt: verwacht zijn 7 stuks, gevonden zijn er 6"),
        (r"^(- Stap 7.*\n)", r"\1- Stap 8: Slaap\n", "stap 8 is er een te veel"),
        (r"^- Stap 7", "- Stap 6", "Stap 6 staat er twee keer: in regel 26 en in regel 27"),
        (r"^(?:- Stap .*\n)+", "", "De 7 stappen ontbreken"),
        (r"^- Heeft het team.*\n", "", "Keuzevraag 5 ontbreekt: verwacht zijn 5 stuks, gevonden zijn er 4"),
        (r"^(- Heeft het team.*\n)", r"\1- Nog een?\n", "keuzevraag 6 is er een te veel"),
        (r"^### \*Stilte:\*", "### *Galm*", "Het begrip 'Galm' staat er twee keer: in regel 104 en in regel 108"),
        (r"^## Colofon\n", "", "De kop 'Colofon' ontbreekt"),
        (r"^## Systeembenadering", "## Colofon", "Het onderdeel 'Colofon' staat er 2 keer (regels 82 en 112)"),
        (r"^## Colofon", "## Nieuws\n\nEen bericht.\n\n## Colofon", "de kop 'Nieuws' hoort bij geen bekend onderdeel"),
        (r"^## Systeemb", "## Nieuws\n\nBericht.\n\n## Systeemb", "de kop 'Nieuws' hoort bij geen bekend onderdeel"),
        (r"^(## Bijlage 2.*\n)", r"\1\nVooraf iets.\n", "vóór het eerste onderdeel"),
        (r"^Voor iedereen.*\n", "", "onder de kop 'Doelgroep' staat geen tekst"),
    ],
)
def test_what_is_missing_double_or_unknown_is_said(pattern: str, by: str, message: str, manual: str) -> None:
    assert any(message in problem.message for problem in problems(without(manual, pattern, by)))


def test_all_faults_are_told_at_once(manual: str) -> None:
    wrong = without(without(without(manual, r"^## Colofon\n"), r"^- Stap 7.*\n"), r"^- Heeft het team.*\n")
    assert {problem.target for problem in problems(wrong)} == {"text", "step", "selection_question"}


def test_a_lower_heading_inside_a_text_is_a_subheading(manual: str) -> None:
    reading = read_manual(without(manual, r"^(Voor iedereen.*\n)", r"\1\n#### Ook voor ouders\n\nJa.\n").encode())
    assert reading.problems == ()
    body = next(str(entry.values["body"]) for entry in reading.entries if entry.key == "doelgroep")
    assert body.endswith("<h3>Ook voor ouders</h3><p>Ja.</p>")


@pytest.mark.parametrize("text", ["Zomaar een tekst.", "# Recept\n\n- eieren", "a,b\n1,2", '{"a": 1}'])
def test_another_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableSourceError, match="Geen enkele kop van de handleiding is gevonden"):
        read_manual(text.encode())


def test_an_endless_paragraph_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableSourceError, match="Regel 3: Deze alinea is langer dan 50000 tekens"):
        read_manual(b"# Introductie\n\n" + b"[" * 1_000_000)


def test_brackets_over_many_paragraphs_are_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="vierkante haken"):
        read_manual(b"# Introductie\n\n" + (b"[" * 5000 + b"\n\n") * 100)


def test_footnotes_and_marks_without_each_other_are_findings(manual: str) -> None:
    odd = manual.replace("het rooster", "").replace("Samen houd je", "Samen[^9] houd je<sup>5</sup>")
    odd = odd.replace("## Colofon", "[^8]: Nergens voor.\n\n## Colofon")
    found = [finding.message for finding in read_manual(odd.encode()).findings if finding.rule is FindingRule.FOOTNOTE]
    assert any("verwijsteken 5" in message for message in found)
    assert any("voetnoot 8" in message for message in found)


def test_foreign_markup_is_a_finding_and_its_words_stay(manual: str) -> None:
    odd = manual.replace("Samen houd je het vol.", '<span style="x">Samen</span> houd je het vol.')
    reading = read_manual(odd.encode())
    assert [finding.line for finding in reading.findings if finding.rule is FindingRule.FOREIGN_MARKUP] == [15, 15]
    body = next(str(entry.values["body"]) for entry in reading.entries if entry.key == "schoolbrede-aanpak")
    assert "Samen houd je het vol." in body
