"""From Wagtail's stored rich text to the safe HTML that a release carries."""

import re
from collections.abc import Mapping
from html import escape

import nh3
from wagtail.rich_text.rewriters import LinkRewriter

from publishing.documents.base import INTERNAL_SCHEME, UNKNOWN_ID

_CLEANER = nh3.Cleaner(
    tags={"p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "a"},
    attributes={"a": {"href"}},
    url_schemes={"https", "http", "mailto", "tel", INTERNAL_SCHEME},
    link_rel=None,
)
_WAGTAIL_TAGS = re.compile(r"<(/?)(b|i)(?=[\s>])")
_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|<br>)*</p>|\s)*")


def published_html(stored: str, addresses: Mapping[int, str]) -> str:
    """Return ``stored`` as safe HTML: ``p br strong em h3 h4 ul ol li`` and ``a`` with ``href``; empty text is ``""``.

    ``addresses`` maps a page's primary key to its place in the release (``aanbevelingen/rust-in-de-week``); a link to
    a page goes out as ``wegwijzer:<place>``, and to a page that is gone as ``wegwijzer:onbekend``, which is a finding.
    """
    html = stored
    if "linktype" in html:
        html = LinkRewriter({"page": lambda attrs: _internal_link(attrs, addresses)})(html)
    html = _WAGTAIL_TAGS.sub(lambda tag: f"<{tag[1]}{'strong' if tag[2] == 'b' else 'em'}", html)
    html = _CLEANER.clean(html)
    return "" if _EMPTY.fullmatch(html) else html


def _internal_link(attrs: dict[str, str], addresses: Mapping[int, str]) -> str:
    key = attrs.get("id", "")
    is_key = key.isascii() and key.isdigit() and len(key) < 19  # of a 64-bit primary key
    address = addresses.get(int(key), UNKNOWN_ID) if is_key else UNKNOWN_ID
    return f'<a href="{INTERNAL_SCHEME}:{escape(address)}">'
