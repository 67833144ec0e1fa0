"""The real registers at two reference dates: how many records are in which state, which ask for a decision, and why.

At 31 December 2019 the files of that month are known; at 31 July 2024 those of December 2023 on top, read as whole
registers by an editor who accepts what they say. Nothing is decided here: this is the list that two persons start from.
A record that is not in the list is recognised on that day, within its term. Read it as a table:

    intervention | register | level | recognised on | why it asks for a decision
"""

from collections import Counter
from datetime import date

import pytest

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import facts_of
from tests.cms.sources.registers.conftest import REAL
from tests.cms.sources.registers.test_real_registers import FILES, import_and_decide
from tests.factories.people import person

pytestmark = pytest.mark.django_db

REGISTERS = {"nji": "NJi", "gezonde-school": "GS"}
LEVELS = {
    "": "-",
    "niet-erkend": "niet erkend",
    "goed-beschreven": "goed beschreven",
    "goed-onderbouwd": "goed onderbouwd",
    "eerste-aanwijzingen": "eerste aanw.",
    "goede-aanwijzingen": "goede aanw.",
    "sterke-aanwijzingen": "sterke aanw.",
}

STATES_2019 = {
    "recognised": 31,
    "no-date": 20,
    "unknown": 11,
    "term-passed": 8,
    "in-reassessment": 2,
    "not-recognised": 1,
}
ASKED_2019 = """
    Alleen jij bepaalt wie je bent | NJi | goed onderbouwd | - | geen datum bekend
    Be wise, think twice | NJi | goed onderbouwd | - | geen datum bekend
    Beweegkriebels | GS | goed onderbouwd | 18-11-2014 | termijn tot 18-11-2019
    Boys R Us | NJi | - | - | geen niveau bekend
    Can You Fix It | GS | - | - | geen niveau bekend
    De Gezonde Schoolkantine | NJi | goed onderbouwd | - | geen datum bekend
    DOiT (Dutch Obesity Intervention in Teenagers) | GS | goed onderbouwd | 14-12-2010 | termijn tot 14-12-2015
    EU-Schoolfruit- en groenteprogramma | GS | - | - | geen niveau bekend
    Head Up | NJi | - | - | geen niveau bekend
    Helder op School: Samen Fris | NJi | - | - | geen niveau bekend
    Home-Start | NJi | goed onderbouwd | 10-06-2006 | termijn tot 10-06-2011
    Je bibbers de baas | NJi | goed onderbouwd | - | geen datum bekend
    Julia | NJi | goed onderbouwd | - | geen datum bekend
    Kanjertraining | NJi | sterke aanw. | - | geen datum bekend
    KiVa | NJi | goede aanw. | - | geen datum bekend
    KopOpOuders Online | NJi | - | - | geen niveau bekend
    Kopstoring | NJi | goed onderbouwd | - | geen datum bekend
    Krachtvoer | GS | goede aanw. | 25-04-2013 | termijn tot 25-04-2018
    Krachtvoer | NJi | - | - | geen niveau bekend
    Kriebels in je buik | NJi | - | - | geen niveau bekend
    Lang Leve de Liefde - herhalingsmodule | NJi | goed onderbouwd | - | geen datum bekend
    Lang leve de liefde - mbo entree | GS | - | - | geen niveau bekend
    Lang Leve de Liefde - mbo | GS | goed onderbouwd | 06-06-2014 | termijn tot 06-06-2019
    Lang Leve de Liefde VSO | GS | - | - | geen niveau bekend
    Lang Leve de Liefde | GS | goed beschreven | - | geen datum bekend
    Lang Leve de Liefde – Bovenbouw | GS | goed onderbouwd | - | geen datum bekend
    LEFF | NJi | eerste aanw. | - | geen datum bekend
    Liefde is... voor meisjes | NJi | goed onderbouwd | - | geen datum bekend
    M@ZL op het mbo | GS | goed onderbouwd | 24-02-2014 | termijn tot 24-02-2019
    Make a Move | NJi | goed onderbouwd | - | geen datum bekend
    Realfit | GS | goede aanw. | 13-02-2014 | termijn tot 13-02-2019
    Rots en Water | NJi | niet erkend | 27-10-2017 | niet erkend op 27-10-2017, in herbeoordeling
    Smokefree Challenge | NJi | goede aanw. | - | geen datum bekend
    Sporen | NJi | goed onderbouwd | - | geen datum bekend
    Sta Sterk Training | NJi | goed onderbouwd | 18-01-2013 | termijn tot 18-01-2018, in herbeoordeling
    Stoere Schildpadden | NJi | goed onderbouwd | - | geen datum bekend
    Stopstone | NJi | - | - | geen niveau bekend
    Unity | GS | goed onderbouwd | 28-06-2011 | termijn tot 28-06-2016
    Unity | NJi | goed onderbouwd | - | geen datum bekend
    Vlaggensysteem | NJi | goed onderbouwd | - | geen datum bekend
    VoorZorg | NJi | goede aanw. | - | geen datum bekend
    Zippy's Vrienden | NJi | goed onderbouwd | 03-03-2011 | termijn tot 03-03-2016, in herbeoordeling
"""

STATES_2024 = {
    "term-passed": 31,
    "no-date": 21,
    "recognised": 16,
    "unknown": 10,
    "not-recognised": 2,
    "in-reassessment": 1,
}
ASKED_2024 = """
    !JES Het brugproject | GS | goed onderbouwd | 04-11-2016 | termijn tot 04-11-2021
    Alleen jij bepaalt wie je bent | NJi | goed onderbouwd | - | geen datum bekend
    B.Slim beweeg meer.eet gezond (BSlim) | GS | goed onderbouwd | 11-04-2019 | termijn tot 11-04-2024
    Be wise, think twice | NJi | goed onderbouwd | - | geen datum bekend
    Benzies & Batchies + | GS | goed onderbouwd | 11-04-2019 | termijn tot 11-04-2024
    Boys R Us | GS | goed onderbouwd | 11-04-2019 | termijn tot 11-04-2024
    Boys R Us | NJi | - | - | geen niveau bekend
    Can You Fix It | GS | - | - | geen niveau bekend
    Cool 2B Fit | GS | eerste aanw. | 16-04-2019 | termijn tot 16-04-2024
    Cool 2B Fit | NJi | eerste aanw. | 16-04-2019 | termijn tot 16-04-2024
    De Gezonde Schoolkantine | NJi | goed onderbouwd | - | geen datum bekend
    DOiT (Dutch Obesity Intervention in Teenagers) | GS | goed onderbouwd | 14-12-2010 | termijn tot 14-12-2015
    EU-Schoolfruit- en groenteprogramma | GS | - | - | geen niveau bekend
    EU-Schoolfruit- en groenteprogramma | NJi | goed onderbouwd | 29-11-2018 | termijn tot 29-11-2023
    Head Up | NJi | - | - | geen niveau bekend
    Helder op School: Samen Fris | NJi | - | - | geen niveau bekend
    Home-Start | NJi | goede aanw. | 08-04-2019 | termijn tot 08-04-2024
    Je bibbers de baas | NJi | goed onderbouwd | - | geen datum bekend
    Julia | NJi | goed onderbouwd | - | geen datum bekend
    Kanjertraining | GS | sterke aanw. | 10-12-2015 | termijn tot 10-12-2020
    Kanjertraining | NJi | sterke aanw. | - | geen datum bekend
    KiVa | NJi | goede aanw. | - | geen datum bekend
    KopOpOuders Online | NJi | - | - | geen niveau bekend
    Kopstoring | NJi | goed onderbouwd | - | geen datum bekend
    Krachtvoer | NJi | - | - | geen niveau bekend
    Kriebels in je buik | GS | goed onderbouwd | 14-09-2017 | termijn tot 14-09-2022
    Kriebels in je buik | NJi | goed onderbouwd | - | geen datum bekend
    Lang Leve de Liefde - herhalingsmodule | NJi | goed onderbouwd | - | geen datum bekend
    Lang leve de liefde - mbo entree | GS | - | - | geen niveau bekend
    Lang Leve de Liefde VSO | GS | - | - | geen niveau bekend
    Lang Leve de Liefde | GS | goed beschreven | - | geen datum bekend
    Lang Leve de Liefde – Bovenbouw | GS | goed onderbouwd | - | geen datum bekend
    Leefstijl | GS | goed onderbouwd | 08-06-2017 | termijn tot 08-06-2022
    LEFF | GS | eerste aanw. | 30-11-2017 | termijn tot 30-11-2022
    LEFF | NJi | eerste aanw. | - | geen datum bekend
    Lekker Fit! lespakket | GS | goed onderbouwd | 06-06-2017 | termijn tot 06-06-2022
    Liefde is... voor meisjes | NJi | goed onderbouwd | - | geen datum bekend
    M@ZL op het vo | GS | eerste aanw. | 29-03-2017 | termijn tot 29-03-2022
    Make a Move | GS | goed onderbouwd | 14-09-2017 | termijn tot 14-09-2022
    Make a Move | NJi | goed onderbouwd | - | geen datum bekend
    Make a Move+ | GS | goed onderbouwd | 29-05-2019 | termijn tot 29-05-2024
    Programma Alternatieve Denkstrategieën (PAD) | GS | sterke aanw. | 08-06-2017 | termijn tot 08-06-2022
    Programma Alternatieve Denkstrategieën (PAD) | NJi | sterke aanw. | 08-06-2017 | termijn tot 08-06-2022
    Rots en Water | NJi | niet erkend | 27-10-2017 | niet erkend op 27-10-2017, in herbeoordeling
    SamenStarten | GS | goed onderbouwd | 29-11-2018 | termijn tot 29-11-2023
    SamenStarten | NJi | goed onderbouwd | 29-11-2018 | termijn tot 29-11-2023
    Smaaklessen | GS | eerste aanw. | 30-11-2017 | termijn tot 30-11-2022
    Smokefree Challenge | GS | goede aanw. | 07-02-2019 | termijn tot 07-02-2024
    Smokefree Challenge | NJi | goede aanw. | - | geen datum bekend
    Sporen | NJi | goed onderbouwd | - | geen datum bekend
    Sta Sterk Training | NJi | niet erkend | 09-04-2021 | niet erkend op 09-04-2021
    Stevig Ouderschap | GS | eerste aanw. | 14-09-2017 | termijn tot 14-09-2022
    Stoere Schildpadden | NJi | goed onderbouwd | - | geen datum bekend
    Stopstone | NJi | - | - | geen niveau bekend
    SuperChefs | NJi | goed onderbouwd | 29-03-2017 | termijn tot 29-03-2022
    Taakspel | GS | goede aanw. | 06-10-2016 | termijn tot 06-10-2021
    Triple P niveau 4/5 | GS | eerste aanw. | 14-12-2018 | termijn tot 14-12-2023
    Triple P niveau 4/5 | NJi | eerste aanw. | 14-12-2018 | termijn tot 14-12-2023
    Unity | GS | goed onderbouwd | 07-06-2018 | termijn tot 07-06-2023
    Unity | NJi | goed onderbouwd | - | geen datum bekend
    Vlaggensysteem | GS | goed onderbouwd | 15-12-2015 | termijn tot 15-12-2020
    Vlaggensysteem | NJi | goed onderbouwd | - | geen datum bekend
    Voedingsbeleid Jump-in | NJi | goed onderbouwd | 29-03-2018 | termijn tot 29-03-2023
    VoorZorg | NJi | goede aanw. | - | geen datum bekend
    Zippy's Vrienden | NJi | goed onderbouwd | 03-03-2011 | termijn tot 03-03-2016, in herbeoordeling
"""


def states_at(day: date) -> tuple[Counter[str], list[str]]:
    """Return how many records are in which state, and a line about each that asks for a decision."""
    names = dict(Intervention.objects.values_list("pk", "name"))
    facts = [(names[pk], fact) for pk, seen in facts_of(names, day).items() for fact in seen]
    asked = [line(name, fact) for name, fact in facts if fact.state != "recognised"]
    return Counter(fact.state for _, fact in facts), sorted(asked, key=str.casefold)


def line(name: str, fact: RecognitionFact) -> str:
    day = f"{fact.recognised_on:%d-%m-%Y}" if fact.recognised_on else "-"
    why = ", ".join(part for part in fact.reason.split(", ") if not part.startswith("erkend als"))
    return " | ".join([name, REGISTERS[fact.register], LEVELS[fact.level], day, why])


def table(text: str) -> list[str]:
    return sorted((row.strip() for row in text.strip().splitlines()), key=str.casefold)


def test_the_real_records_at_the_two_reference_dates() -> None:
    if not REAL.is_dir():
        pytest.skip(f"De echte registers staan niet in {REAL}.")
    editor = person("redacteur", Role.EDITOR)
    for folder, day, states, asked in (
        ("2019-12", date(2019, 12, 31), STATES_2019, ASKED_2019),
        ("2023-12", date(2024, 7, 31), STATES_2024, ASKED_2024),
    ):
        for kind in FILES:
            import_and_decide(REAL / folder, kind, editor)
        found, lines = states_at(day)
        assert found == states, day
        assert lines == table(asked), day
