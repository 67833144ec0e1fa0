"""The change report as one page of HTML that needs nothing else: no script, no file beside it, no network."""

from pathlib import Path

import msgspec
from django.template import Context, Engine

from exporters.kinds.change_report.report import Report

_FOLDER = Path(__file__).parent
# An engine of its own: what the page looks like may not depend on the settings of the process.
_ENGINE = Engine(dirs=[str(_FOLDER)], autoescape=True)


def page_of(report: Report) -> bytes:
    """Return the page in UTF-8."""
    values = msgspec.to_builtins(report)
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    context = Context({"report": values, "style": style}, use_l10n=False, use_tz=False)
    return str(_ENGINE.get_template("page.html").render(context)).encode()
