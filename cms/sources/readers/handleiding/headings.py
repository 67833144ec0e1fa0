"""Which part of the Wegwijzer a heading opens. Only its words count: not its level, numbering, bold or capitals.

Where sections go that are no keyed text of their own:

- the title of the document, and text before the first heading: at the start of ``introductie``;
- "Inzetten van de Wegwijzer binnen een schoolbrede aanpak": after ``schoolbrede-aanpak``, which it elaborates;
- "Aan de slag" (where to find the tool): after ``situatie``, the first thing that a school does there;
- "Interventies" (how they were chosen): after ``verantwoording``.

The last three keep their heading, as a subheading. The text under the list of domains belongs to the text around it.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from cms.content.choices import TextKey


class Part(StrEnum):
    """The parts of the manual that become items of their own, and not running text."""

    STEPS = "stappen"
    STEP = "stap"
    QUESTIONS = "keuzevragen"
    DOMAIN_LIST = "lijst met domeinen"
    DOMAINS = "beschrijving van domeinen"
    DEFINITIONS = "definities"
    REFERENCES = "overzicht links"


class Role(StrEnum):
    """How a section takes part in the text that it belongs to."""

    OWN = "own"  # it is the text, and its heading is the title
    GUEST = "guest"  # it follows the text, under its own heading
    LEAD = "lead"  # it opens the text; its heading goes


class Place(NamedTuple):
    """Where a section goes."""

    goes_to: TextKey | Part
    role: Role = Role.OWN


# The first pattern that is found in a heading decides. The words are folded: no capitals, no numbering.
_KNOWN: tuple[tuple[str, Place], ...] = (
    (r"^handleiding\b", Place(TextKey.INTRODUCTION, Role.LEAD)),
    (r"^(?:introductie|inleiding)\b", Place(TextKey.INTRODUCTION)),
    (r"^(?:de )?doelgroep\b|^voor wie\b", Place(TextKey.AUDIENCE)),
    (r"^inzetten\b", Place(TextKey.SCHOOL_WIDE_APPROACH, Role.GUEST)),
    (r"\bschoolbrede aanpak\b", Place(TextKey.SCHOOL_WIDE_APPROACH)),
    (r"^stap \d+\b", Place(Part.STEP)),
    (r"^(?:aan de slag met )?(?:de |het |in )?(?:\d+ |zeven )?stappen(?:plan)?\b", Place(Part.STEPS)),
    (r"\b(?:beschrijving|toelichting)\b.*\bdomeinen\b", Place(Part.DOMAINS)),
    (r"^(?:de )?(?:\d+ |acht )?domeinen\b", Place(Part.DOMAIN_LIST)),
    (r"\bvragen\b.*\binterventies?\b|\bkeuzevragen\b", Place(Part.QUESTIONS)),
    (r"\bhuidige situatie\b", Place(TextKey.SITUATION)),
    (r"^aan de slag\b", Place(TextKey.SITUATION, Role.GUEST)),
    (r"^(?:de )?aanbevelingen\b", Place(TextKey.RECOMMENDATIONS)),
    (r"^interventies$", Place(TextKey.ACCOUNTABILITY, Role.GUEST)),
    (r"\bondersteuning\b", Place(TextKey.SUPPORT)),
    (r"\bonderbouwing\b", Place(TextKey.EVIDENCE_BASE)),
    (r"\bverantwoording\b", Place(TextKey.ACCOUNTABILITY)),
    (r"\bsysteembenadering\b", Place(TextKey.SYSTEMS_APPROACH)),
    (r"^colofon\b", Place(TextKey.COLOPHON)),
    (r"^definities?\b|^begrippen\b", Place(Part.DEFINITIONS)),
    (r"\b(?:overzicht|lijst)\b.*\b(?:links|verwijzingen)\b|^(?:links|verwijzingen)\b", Place(Part.REFERENCES)),
)
_NUMBERING = re.compile(
    r"(?:(?:bijlage|hoofdstuk|paragraaf|deel|domein)\s+(?:\d+(?:\.\d+)*|[ivx]+|[a-z])\b\s*[.):–-]*\s*"
    r"|§?\s*\d+(?:\.\d+)*\s*[.):–-]*\s+"
    r"|(?:[ivx]+|[a-z])[.)]\s+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:domein\s+|stap\s+)?(\d{1,3})(?![\d.]*\d)", re.IGNORECASE)
_TIP = re.compile(r"tip\s*:?\s+", re.IGNORECASE)


def recognise(heading: str) -> Place | None:
    """Return where the section under ``heading`` goes; None when its words are not known."""
    words = " ".join(_TIP.sub("", without_numbering(heading), count=1).casefold().split())
    candidates = [words, " ".join(heading.casefold().split())]  # 'Stap 1' and '7 stappen' need their number
    return next(
        (place for pattern, place in _KNOWN if any(re.search(pattern, candidate) for candidate in candidates)), None
    )


def without_numbering(heading: str) -> str:
    """Return ``heading`` as a title: without number, annex name and closing colon."""
    text = " ".join(heading.split())
    shorter = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    return (shorter or text).rstrip(" :")


def number_of(heading: str) -> int | None:
    """Return the number with which ``heading`` opens ('3. Thuis', 'Domein 3: Thuis'), or None."""
    match = _NUMBER.match(heading.strip())
    return int(match[1]) if match else None
