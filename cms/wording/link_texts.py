"""Link texts that do not say where the link leads (WCAG 2.2, 2.4.4 and 2.4.9).

A text is vague when every word of it points, asks for an action or names a mere carrier. 'hier', 'klik hier',
'lees meer' and 'deze website' are; 'deze werkvormen' and 'de checklist' are not, for they name the thing to be found.
"""

import re

_POINTING = {"hier", "daar", "er", "deze", "dit", "die", "dat", "zo", "volgende", "onderstaande", "bovenstaande"}
_ACTING = {"klik", "lees", "kijk", "bekijk", "bezoek", "ga", "zie", "open", "download", "vind", "je"}
_LINKING = {"de", "het", "een", "en", "of", "op", "naar", "via", "over", "door", "dan", "ook", "meer", "verder"}
_CARRYING = {
    *("website", "websites", "site", "webpagina", "pagina", "link", "links", "linkje", "url", "webadres", "adres"),
    *("document", "bestand", "pdf", "informatie", "info"),
}
_SAYING_NOTHING = _POINTING | _ACTING | _LINKING | _CARRYING
_WORD = re.compile(r"[^\W_]+")


def is_vague(text: str) -> bool:
    """Return whether ``text``, read apart from its sentence, tells a reader nothing about the target."""
    return all(word in _SAYING_NOTHING for word in _WORD.findall(text.casefold()))
