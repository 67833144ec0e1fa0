"""What a conversion left behind: messages of the word processor, and letters read in the wrong encoding.

Seen in real files (domain.md). A word split by a lost line break ('alcoholge-bruik') cannot be told from a compound
without a word list, and is not looked for.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class LeftoverKind(StrEnum):
    """What kind of leftover it is."""

    FIELD_ERROR = "field-error"
    WRONG_ENCODING = "wrong-encoding"


class Leftover(NamedTuple):
    """A leftover, with the word in which it stands and the place of its first character in the text."""

    text: str
    start: int
    kind: LeftoverKind


_FIELD_ERROR = re.compile(
    r"(?:Fout!\s+(?:Bladwijzer|Verwijzingsbron)\s+niet\s+(?:gedefinieerd|gevonden)"
    r"|Error!\s+(?:Bookmark not defined|Reference source not found))\.?",
    re.IGNORECASE,
)
_WRONG_ENCODING = re.compile(
    r"\ufffd"  # what a decoder writes when it gives up
    r"|[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # UTF-8 read as Windows-1252: 'Ã«', 'â€™'
    r"|[\u2550-\u256c├┤┬┴┼│─┐└┘┌▒░▓█▄▀]"  # UTF-8 read as CP437: '├»'
    r"|¬†|√[†-€´©®°]|‚Ä"  # UTF-8 read as Mac Roman: '¬†'
    r"|(?<=[^\W\d_])¿(?=[^\W\d_])"  # an apostrophe lost on the way: 'GGD¿en'
    r"|[\u0180-\u0217\u021c-\u024f]"  # letters of no language of our texts: 'variƫrend'
)


def leftovers(text: str) -> tuple[Leftover, ...]:
    """Return the leftovers in ``text`` in order, at most one per word."""
    found = [Leftover(match[0], match.start(), LeftoverKind.FIELD_ERROR) for match in _FIELD_ERROR.finditer(text)]
    stop = 0
    for match in _WRONG_ENCODING.finditer(text):
        if match.start() >= stop:
            start, stop = _word_around(text, match)
            found.append(Leftover(text[start:stop], match.start(), LeftoverKind.WRONG_ENCODING))
    return tuple(sorted(found, key=lambda leftover: leftover.start))


def _word_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the word around ``match`` starts and stops; of an endless word only the part nearby."""
    start, stop = match.span()
    before = re.search(r"\S*\Z", text[max(0, start - 40) : start])
    after = re.match(r"\S*", text[stop : stop + 40])
    return start - len(before[0] if before else ""), stop + len(after[0] if after else "")
