"""In which state a recognition is at a reference date, one row per rule and per edge. Read it as a table."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from cms.vetting.recognition_state import RecognitionState, judge_record
from cms.vetting.records import record_key

S = RecognitionState
GOED, SCHOOL, NIET = "goed-onderbouwd", "goed-beschreven", "niet-erkend"


@dataclass
class Seen:
    """An observation, as far as the rule looks at it."""

    level: str
    recognised_on: date | None
    in_reassessment: bool = False
    is_conditional: bool = False
    register: str = "nji"
    record: str = "rustig-leren"
    record_key: str = field(init=False)

    def __post_init__(self) -> None:
        self.record_key = record_key(register=self.register, record=self.record)


def on(day: str, level: str = GOED, *, in_reassessment: bool = False, is_conditional: bool = False) -> Seen:
    return Seen(level, date.fromisoformat(day) if day else None, in_reassessment, is_conditional)


# What was seen of one record, in order of entry · the reference date · the state · the reason in words
TABLE: list[tuple[str, list[Seen], str, RecognitionState, str]] = [
    (
        "recognised, and the term runs",
        [on("2020-09-24")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 24-09-2020",
    ),
    (
        "recognised on the reference date itself counts",
        [on("2024-07-31")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 31-07-2024",
    ),
    (
        "recognised the day after does not count",
        [on("2024-08-01")],
        "2024-07-31",
        S.AFTER_DATE,
        "erkend als goed onderbouwd op 01-08-2024, na de ijkdatum",
    ),
    (
        "a re-recognition after the date does not drop what was recognised before",
        [on("2020-09-24"), on("2024-08-01", "eerste-aanwijzingen")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 24-09-2020",
    ),
    (
        "the last day of the term is within it",
        [on("2019-07-31")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 31-07-2019",
    ),
    (
        "the day after, the term has passed, and that drops nothing",
        [on("2019-07-30")],
        "2024-07-31",
        S.TERM_PASSED,
        "erkend als goed onderbouwd op 30-07-2019, termijn tot 30-07-2024",
    ),
    (
        "29 February + 5 years is 28 February: that day is within the term",
        [on("2020-02-29")],
        "2025-02-28",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 29-02-2020",
    ),
    (
        "and 1 March is not",
        [on("2020-02-29")],
        "2025-03-01",
        S.TERM_PASSED,
        "erkend als goed onderbouwd op 29-02-2020, termijn tot 28-02-2025",
    ),
    (
        "in re-assessment, with the term passed",
        [on("2020-09-24", in_reassessment=True)],
        "2025-12-31",
        S.IN_REASSESSMENT,
        "erkend als goed onderbouwd op 24-09-2020, termijn tot 24-09-2025, in herbeoordeling",
    ),
    (
        "in re-assessment, within the term",
        [on("2020-09-24", in_reassessment=True)],
        "2024-07-31",
        S.IN_REASSESSMENT,
        "erkend als goed onderbouwd op 24-09-2020, in herbeoordeling",
    ),
    (
        "not recognised beside a running re-assessment is not recognised",
        [on("2017-10-27", NIET, in_reassessment=True)],
        "2019-12-31",
        S.NOT_RECOGNISED,
        "niet erkend op 27-10-2017, in herbeoordeling",
    ),
    (
        "not recognised has no term that passes",
        [on("2012-01-01", NIET)],
        "2024-07-31",
        S.NOT_RECOGNISED,
        "niet erkend op 01-01-2012",
    ),
    (
        "recognised again after a refusal",
        [on("2017-10-27", NIET), on("2021-03-01")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 01-03-2021",
    ),
    (
        "a reservation holds six months",
        [on("2024-03-01", is_conditional=True)],
        "2024-09-01",
        S.CONDITIONAL,
        "erkend als goed onderbouwd op 01-03-2024, onder voorbehoud tot en met 01-09-2024",
    ),
    (
        "and not a day longer",
        [on("2024-03-01", is_conditional=True)],
        "2024-09-02",
        S.TERM_PASSED,
        "erkend als goed onderbouwd op 01-03-2024, termijn tot 01-09-2024",
    ),
    (
        "31 August + six months is the last of February",
        [on("2023-08-31", is_conditional=True)],
        "2024-02-29",
        S.CONDITIONAL,
        "erkend als goed onderbouwd op 31-08-2023, onder voorbehoud tot en met 29-02-2024",
    ),
    (
        "no date, or a month only: nothing counts",
        [on("")],
        "2024-07-31",
        S.NO_DATE,
        "erkend als goed onderbouwd, geen datum bekend",
    ),
    ("no level", [on("2020-09-24", "")], "2024-07-31", S.UNKNOWN, "geen niveau bekend"),
    ("nothing seen", [], "2024-07-31", S.UNKNOWN, "geen niveau bekend"),
    (
        "of one day the last entered holds, so that a slip is mended by entering the fact again",
        [on("2020-09-24", "sterke-aanwijzingen"), on("2020-09-24")],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 24-09-2020",
    ),
    (
        "an older event entered later is history",
        [on("2020-09-24"), on("2015-09-24", NIET)],
        "2024-07-31",
        S.RECOGNISED,
        "erkend als goed onderbouwd op 24-09-2020",
    ),
    (
        "a record that was written in two ways is one record",
        [replace(on("2021-09-24"), record="Rustig-Leren"), on("2023-09-24", NIET)],
        "2024-07-31",
        S.NOT_RECOGNISED,
        "niet erkend op 24-09-2023",
    ),
]


@pytest.mark.parametrize(("rule", "seen", "day", "state", "reason"), TABLE, ids=[row[0] for row in TABLE])
def test_state_at_a_date(rule: str, seen: list[Seen], day: str, state: RecognitionState, reason: str) -> None:
    judged = judge_record(seen, date.fromisoformat(day))
    assert (judged.state, judged.reason) == (state, reason), rule


@pytest.mark.parametrize(
    ("seen", "state"),
    [([on("2020-09-24")], S.DISAPPEARED), ([on("2020-09-24", NIET)], S.NOT_RECOGNISED), ([on("")], S.NO_DATE)],
)
def test_a_record_that_left_its_register_asks_for_a_decision(seen: list[Seen], state: RecognitionState) -> None:
    judged = judge_record(seen, date(2024, 7, 31), gone=True)
    assert judged.state is state
