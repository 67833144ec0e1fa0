"""The rule behind each state, in a sentence that can be shown (domain.md, validity)."""

from cms.vetting.recognition_state import RecognitionState as State

RULES: dict[str, str] = {
    State.RECOGNISED: "De nieuwste erkenning op of voor de ijkdatum telt.",
    State.CONDITIONAL: "Een erkenning onder voorbehoud geldt zes maanden; een mens besluit wat dat betekent.",
    State.IN_REASSESSMENT: "Een lopende herbeoordeling laat niets vervallen; een mens besluit.",
    State.TERM_PASSED: "Na vijf jaar beoordeelt het register opnieuw. Een termijn die voorbij is laat niets vervallen; "
    "een mens besluit.",
    State.NOT_RECOGNISED: "'Niet erkend' telt als nieuwste uitspraak, ook als er een herbeoordeling loopt.",
    State.DISAPPEARED: "Wat niet meer in het hele register staat is een vraag aan een mens, nooit een verwijdering.",
    State.AFTER_DATE: "Een erkenning van na de ijkdatum wordt getoond en telt niet.",
    State.NO_DATE: "Zonder datum die op de dag precies is, is niet te zeggen of de erkenning op de ijkdatum gold.",
    State.UNKNOWN: "Zonder niveau is er geen erkenning die kan tellen.",
}
FOUR_EYES = (
    "Een oordeel telt als een ander dan de voorsteller akkoord is, en zolang de feiten zijn zoals zij die zagen."
)
