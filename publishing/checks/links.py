"""Links lead somewhere, safely, and say where."""

import re
from collections.abc import Iterator
from html import unescape

from cms.wording.link_targets import TargetFault, fault_of_target
from cms.wording.link_texts import is_vague
from publishing.checks.base import Finding, Level, Surroundings
from publishing.checks.texts import addresses_of, texts_of
from publishing.documents.base import INTERNAL_SCHEME, Document
from publishing.documents.kinds.fixed import Reference

_LINK = re.compile(r'<a(?: href="([^"]*)")?>(.*?)</a>', re.DOTALL)  # the only forms that the sanitiser leaves
_TAG = re.compile(r"<[^>]*>")
_FAULTS: dict[TargetFault, tuple[str, Level, str]] = {
    TargetFault.EMPTY: ("link-empty", "blocking", "De link '{text}' leidt nergens heen. Vul het webadres in."),
    TargetFault.INSECURE: ("link-http", "warning", "De link '{text}' gaat naar http. Gebruik het adres met https."),
    TargetFault.UNKNOWN_SCHEME: (
        "link-scheme",
        "blocking",
        "De link '{text}' opent in geen browser. Verbeter het webadres.",
    ),
}


def faulty_links(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find links to nowhere, to unsafe addresses, and links whose text does not say where they lead."""
    for field, html in texts_of(document):
        for target, text in _LINK.findall(html):
            words = unescape(_TAG.sub("", text))
            yield from _target_findings(document, field, unescape(target), words)
            if is_vague(words):
                message = f"De linktekst '{words}' zegt niet waar de link heen gaat. Noem wat de lezer daar vindt."
                yield _finding(document, field, "link-vague", "warning", message)
    for field, address in addresses_of(document):
        yield from _target_findings(document, field, address, address)
    if isinstance(document, Reference) and not document.url:
        yield from _target_findings(document, "webadres", "", document.title)


def _target_findings(document: Document, field: str, target: str, text: str) -> Iterator[Finding]:
    if target.startswith(f"{INTERNAL_SCHEME}:"):
        return  # whether it is there is for the rule on references
    if fault := fault_of_target(target):
        rule, level, message = _FAULTS[fault]
        yield _finding(document, field, rule, level, message.format(text=text))
    elif ":" not in target:
        message = f"De link '{text}' heeft geen volledig webadres: {target}. Zet https:// ervoor."
        yield _finding(document, field, "link-incomplete", "blocking", message)


def _finding(document: Document, field: str, rule: str, level: Level, message: str) -> Finding:
    kind = str(document.__struct_config__.tag)
    return Finding(rule=rule, level=level, kind=kind, id=document.id, field=field, message=message)
