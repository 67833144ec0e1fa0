"""Plans with a row of every kind, and large ones, for the screens."""

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources.models import ImportPlan
from tests.cms.sources.deciding.plans import stored_plan
from tests.factories import content

RUST = "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;8-12 jaar;Rust;Bureau Herrie;"
KLAS = "1400002;Klas in Balans;Goed onderbouwd;01-02-2025;;12-18 jaar;Schoolklimaat;Bureau Balans;"
SAMEN = "1400003;SAMEN STERK!;Goed onderbouwd;03-03-2025;;vanaf 12 jaar;Weerbaarheid;Stichting Samen;"
WRONG = "1400004;Stil maar Sterk;Heel erg goed;31-02-2025;;;;;"


def known() -> Intervention:
    """Return an intervention with a recognition, of which a file may say something new."""
    intervention = content.intervention("Rustig Leren", owner="Bureau Stilte")
    content.observation(intervention)
    return intervention


def plan_of_every_kind(by: User) -> ImportPlan:
    """Return a plan with a changed, a new, an ambiguous, a wrong and a disappeared row."""
    known()
    content.intervention("Samen Sterk", owner="Stichting Voorbeeld")
    gone = content.intervention("Vroeger Beter")
    content.observation(gone, record="1300009")
    return stored_plan(RUST, KLAS, SAMEN, WRONG, by=by, complete=True)


def plan_of_many(number: int, *, by: User, start: int = 0) -> ImportPlan:
    """Return a plan with ``number`` changed rows, each with a better level and another owner; so each asks."""
    lines = []
    for place in range(start, start + number):
        intervention = content.intervention(f"Interventie {place:04}", owner="Bureau Oud")
        record = str(1_500_000 + place)
        content.observation(intervention, record=record)
        lines.append(f"{record};Interventie {place:04};Goede aanwijzingen;05-06-2025;;;;Bureau Nieuw;")
    return stored_plan(*lines, by=by)
