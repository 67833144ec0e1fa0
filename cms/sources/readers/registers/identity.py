"""What identifies a record in its register: the number in the Loket, the end of the NJi address, else the name."""

import re
from urllib.parse import unquote, urlsplit

from cms.sources.identity import name_key

_WORD = re.compile(r"[^\W_]+|\+")


def slug_of(url: str) -> str:
    """Return the last part of the path of ``url``, empty when there is none."""
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]


def suggestion_key(name: str) -> str:
    """Return what names that may be one intervention have in common: "Girls' Talk", 'Girls’ Talk' and 'Girlstalk'.

    A plus counts: 'Make a Move' and 'Make a Move+' are two interventions.
    """
    spelled = name_key(name).replace("-", "")
    return spelled + "+" * len([word for word in _WORD.findall(name) if word == "+"])
