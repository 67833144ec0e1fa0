"""The accountability (verantwoording) in sentences: a pure function of its data, and of nothing else. Dutch at B1."""

from collections.abc import Iterator
from html import escape

from cms.vetting.levels import RecognitionLevel
from publishing.documents.kinds.accountability import Accountability, Source
from publishing.documents.registry import KINDS
from publishing.freezing.dutch import capitalised, counted, day_in_words, listed


def accountability_text(facts: Accountability) -> str:
    """Return what ``facts`` say as safe HTML: a heading and a few sentences per part that says something."""
    return "".join(
        part
        for section in (_introduction, _correction, _contents, _levels, _sources, _left_out)
        for part in section(facts)
    )


def _introduction(facts: Accountability) -> Iterator[str]:
    yield _paragraph(
        f"De ijkdatum van deze uitgave is {day_in_words(facts.reference_date)}.",
        "Een erkenning telt mee zoals ze op die dag was.",
        f"Deze uitgave hoort bij de jaarronde van {facts.round_year}." if facts.round_year else "",
    )


def _correction(facts: Accountability) -> Iterator[str]:
    made = facts.correction
    if made is None:
        return
    done = [
        f"{_items(number)} {word}"
        for number, word in ((made.changed, "gewijzigd"), (made.retired, "vervallen"))
        if number
    ]
    yield "<h3>Wat is verbeterd</h3>"
    yield _paragraph(
        f"Deze uitgave is een correctie op uitgave {made.corrects}.",
        f"Er {listed(done)}." if done else "",
        "De rest is gelijk gebleven.",
    )
    for line in made.summary.splitlines():
        if line.strip():
            yield _paragraph(escape(line.strip()))


def _contents(facts: Accountability) -> Iterator[str]:
    held = [one for one in facts.counts if one.count]
    if held:
        yield "<h3>Wat erin staat</h3>"
        is_one = len(held) == 1 and held[0].count == 1
        items = listed([counted(one.count, one.kind, KINDS[one.kind].collection) for one in held])
        yield _paragraph(f"In deze uitgave {'staat' if is_one else 'staan'} {items}.", _compared(facts))


def _compared(facts: Accountability) -> str:
    if facts.compared_with is None:
        return ""
    new, retired = (sum(getattr(one, name) for one in facts.counts) for name in ("new", "retired"))
    since = f"Sinds uitgave {facts.compared_with}"
    if not new and not retired:
        return f"{since} is niets nieuw en niets vervallen."
    changed = [f"{_items(number)} {word}" for number, word in ((new, "nieuw"), (retired, "vervallen")) if number]
    return f"{since} {listed(changed)}."


def _items(number: int) -> str:
    return f"{'is' if number == 1 else 'zijn'} {counted(number, 'item', 'items')}"


def _levels(facts: Accountability) -> Iterator[str]:
    if facts.levels:
        yield "<h3>Niveaus van erkenning</h3>"
        yield _paragraph("Een interventie kan in meer dan één register erkend zijn. Elke erkenning telt hier apart.")
        yield _list(f"{RecognitionLevel(one.level).label}: {one.count} keer" for one in facts.levels)
    elif any(one.kind == "interventie" and one.count for one in facts.counts):
        yield "<h3>Niveaus van erkenning</h3>"
        yield _paragraph("Op de ijkdatum is van geen enkele interventie een erkenning bekend.")


def _sources(facts: Accountability) -> Iterator[str]:
    yield "<h3>Bronnen</h3>"
    if facts.sources:
        yield _list(f"{escape(one.name)}: {_looked_at(one)}" for one in facts.sources)
    else:
        yield _paragraph("Voor deze uitgave is nog geen register geraadpleegd.")


def _looked_at(source: Source) -> str:
    bare = counted(source.records, "registratie", "registraties")
    if not source.consulted:
        return f"{bare}, nog niet opnieuw geraadpleegd."
    is_one = source.consulted == 1
    return f"{bare}. Daarvan {'is' if is_one else 'zijn'} er {source.consulted} opnieuw geraadpleegd{_when(source)}."


def _when(source: Source) -> str:
    first, last = source.first_consulted_on, source.last_consulted_on
    if first is None or last is None:
        return ""
    if first == last:
        return f", op {day_in_words(first)}"
    return f", van {day_in_words(first)} tot en met {day_in_words(last)}"


def _left_out(facts: Accountability) -> Iterator[str]:
    total = sum(one.count for one in facts.left_out)
    if not total:
        return
    yield "<h3>Wat niet is opgenomen</h3>"
    seen = counted(total, "interventie is", "interventies zijn")
    reasons = "Dit is de reden:" if len(facts.left_out) == 1 else "Dit zijn de redenen:"
    yield _paragraph(f"{seen} wel bekeken en niet opgenomen.", reasons)
    yield _list(
        f"{escape(capitalised(one.reason))}: {counted(one.count, 'interventie', 'interventies')}"
        for one in facts.left_out
    )


def _paragraph(*sentences: str) -> str:
    return f"<p>{' '.join(filter(None, sentences))}</p>"


def _list(items: Iterator[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
