"""What can be done with what was said about an item."""

from typing import Any

from django.utils import timezone

from cms.accounts.sent import key_in
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Comment
from publishing.rounds.screens.item_access import COMMENT
from publishing.rounds.screens.item_acting import ActOnItem
from publishing.rounds.talking import answer_comment, reopen_thread, settle_thread, withdraw_comment


class TalkOnItem(ActOnItem):
    """Answers a comment, settles its thread or opens it again, or withdraws it."""

    permission = COMMENT
    form = "talk"
    place = "opmerking"
    text = "tekst"

    def act(self, sent: Any) -> str:
        comment, by, at = self._comment(key_in(sent.get("opmerking", ""))), self.request.user, timezone.now()
        match sent.get("doe", ""):
            case "antwoord":
                answer_comment(comment=comment, text=sent.get("tekst", ""), by=by, at=at)
                return "Je antwoord staat erbij."
            case "afhandelen":
                settle_thread(comment=comment, by=by, at=at)
                return "Afgehandeld."
            case "heropenen":
                reopen_thread(comment=comment, by=by, at=at)
                return "Weer open."
            case "intrekken":
                withdraw_comment(comment=comment, by=by, at=at)
                return "Ingetrokken. Er staat nog dat je iets schreef, en niet meer wat."
        raise RoundError("Kies wat je met de opmerking wilt doen.")

    def _comment(self, key: int | None) -> Comment:
        known = self.item.comments.select_related("answers", "item")
        found = None if key is None else known.filter(pk=key).first()
        if found is None:
            raise RoundError("Deze opmerking hoort niet bij dit item. Ververs de pagina.")
        return found
