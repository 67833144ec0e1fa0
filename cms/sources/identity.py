"""What makes two names or addresses the same one, whatever their capitals, accents and punctuation."""

import re
import unicodedata

from cms.wording.link_targets import TargetFault, fault_of_target

_WORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def name_key(name: str) -> str:
    """Return ``name`` as a readable key: 'Ongezonde schoolstress:' gives 'ongezonde-schoolstress'."""
    plain = name.casefold()
    if not plain.isascii():
        signs = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return "-".join(_WORD.findall(plain))


def address_key(url: str) -> str:
    """Return ``url`` without what does not tell addresses apart; empty for an address that leads nowhere."""
    if fault_of_target(url) is TargetFault.EMPTY:
        return ""
    return _SCHEME.sub("", url.strip(), count=1).rstrip("/").casefold()
