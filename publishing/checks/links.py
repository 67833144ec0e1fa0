"""Links lead somewhere, safely, and say where."""

import re
from collections.abc import Iterator
from html import unescape

from cms.wording.link_targets import TargetFault, fault_of_target
from cms.wording.link_texts import is_vague
from publishing.checks.base import Finding, Level, Surroundings, digest_of, kind_of
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
                yield _vague(document, field, words, unescape(target))
    for field, address in addresses_of(document):
        yield from _target_findings(document, field, address, address)
    if isinstance(document, Reference):
        yield from _reference_findings(document)


def _reference_findings(reference: Reference) -> Iterator[Finding]:
    """A reference is a link by itself: its title is what a school clicks on."""
    if not reference.url:
        yield from _target_findings(reference, "webadres", "", reference.title)
    if is_vague(reference.title):
        yield _vague(reference, "titel", reference.title, reference.url)


def _vague(document: Document, field: str, words: str, target: str) -> Finding:
    message = f"De linktekst '{words}' zegt niet waar de link heen gaat. Noem wat de lezer daar vindt."
    return _finding(document, field, "link-vague", "warning", message, about=(words, target))


def _target_findings(document: Document, field: str, target: str, text: str) -> Iterator[Finding]:
    if target.startswith(f"{INTERNAL_SCHEME}:"):
        return  # whether it is there is for the rule on references
    if fault := fault_of_target(target):
        rule, level, message = _FAULTS[fault]
        yield _finding(document, field, rule, level, message.format(text=text), about=(text, target))
    elif ":" not in target:
        message = f"De link '{text}' heeft geen volledig webadres: {target}. Zet https:// ervoor."
        yield _finding(document, field, "link-incomplete", "blocking", message, about=(text, target))


def _finding(
    document: Document, field: str, rule: str, level: Level, message: str, *, about: tuple[str, str]
) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        kind=kind_of(document),
        id=document.id,
        field=field,
        message=message,
        digest=digest_of(*about),
    )
