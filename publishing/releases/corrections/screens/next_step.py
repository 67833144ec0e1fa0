"""What has to happen next with a correction, in a sentence that says who does it."""

from publishing.releases.corrections.standing import StandingChange, Status

_SENTENCES = {
    Status.PUBLISHED: "Deze correctie is gepubliceerd. Neem de wijzigingen ook over in de werkplaats.",
    Status.DROPPED: "Deze correctie gaat niet door. Is ze toch nodig, begin dan een nieuwe.",
    Status.OVERTAKEN: (
        "Intussen is een andere uitgave live. Begin opnieuw op die uitgave: de wijzigingen gaan mee "
        "en worden opnieuw beoordeeld."
    ),
}


def next_step(status: Status, changes: list[StandingChange], *, has_blocking: bool) -> str:
    """Return the sentence."""
    if status in _SENTENCES:
        return _SENTENCES[status]
    if status is Status.FROZEN:
        if has_blocking:
            return "De kandidaat kan zo niet gepubliceerd worden. Los op wat hieronder staat, en bevries opnieuw."
        return "De kandidaat staat klaar. Twee mensen keuren haar goed, en de publicist publiceert haar."
    if not changes:
        return "Er is nog niets gekozen. Een redacteur kiest een item en zegt wat er anders moet."
    if rejected := sum(one.is_rejected for one in changes):
        return f"Afgekeurd: {rejected}. Een redacteur past dat aan of neemt het terug."
    if waiting := sum(not one.is_approved for one in changes):
        return f"Te beoordelen: {waiting}. Dat doet een beoordelaar die er niet zelf aan werkte."
    return "Alles is akkoord. De publicist bevriest de correctie tot een kandidaat."
