"""The round that the demo leaves open, half done: what editors see in the middle of their year."""

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.demo.identity import uid_of
from cms.demo.rounds import Clock, People, propose
from cms.vetting.verdicts import decide_verdict
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from publishing.rounds.syncing import sync_items
from publishing.rounds.talking import answer_comment
from publishing.rounds.working import assign_items, comment_on_item

_CONFIRMED = ("stap", "keuzevraag", "begrip", "verwijzing", "tekst")
_AGREED = ("een-draad", "groepsgeluid", "kleur-in-de-week", "toetsmoed")
_WAITING = ("luwteplekken", "meer-dan-een-zes", "wandelgang")
_REFUSED = "weer-binnen"


def work_half(made: Round, *, people: People, now: Clock) -> None:
    """Do part of the work of ``made``: confirm, propose, decide, assign, talk."""
    sync_items(round=made)
    editor, reviewer = people[Role.EDITOR], people[Role.REVIEWER]
    for key in (*_AGREED, *_WAITING, _REFUSED):
        verdict = propose(Intervention.objects.get(uid=uid_of("Intervention", key)), made, people=people, now=now)
        if key in _AGREED:
            decide_verdict(verdict=verdict, agreed=True, by=reviewer, at=now())
        elif key == _REFUSED:
            reason = "De termijn is voorbij en de herbeoordeling loopt al lang. Vraag eerst na hoe het ermee staat."
            decide_verdict(verdict=verdict, agreed=False, reason=reason, by=reviewer, at=now())
    examples = made.items.filter(kind="praktijkvoorbeeld")
    assign_items(round=made, items=examples, to=reviewer, by=editor, at=now())
    new = made.items.get(uid=uid_of("PracticeExample", "stilteronde"))
    asked = comment_on_item(item=new, text="Mag de foto van de ingang er ook bij?", by=reviewer, at=now())
    answer_comment(comment=asked, text="Nee, alleen tekst en links. De school weet dat.", by=editor, at=now())
    short = f"@{editor.username} De laatste zin is lang. Kan hij in tweeën?"
    comment_on_item(item=new, text=short, by=reviewer, at=now())
    steady = made.items.filter(kind__in=_CONFIRMED)
    confirm_unchanged(round=made, items=steady, by=reviewer, at=now())
