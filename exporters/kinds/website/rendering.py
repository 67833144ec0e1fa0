"""Django's templates without a project around them: no settings, no locale, no clock. Everything is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

_FOLDER = Path(__file__).parent / "templates"


@cache
def _engine() -> Engine:
    loaders = [("django.template.loaders.cached.Loader", [("django.template.loaders.filesystem.Loader", [_FOLDER])])]
    return Engine(loaders=loaders, autoescape=True)


def rendered(template: str, values: Mapping[str, Any]) -> bytes:
    """Return the page ``website/<template>`` as UTF-8, without the lines that only held a tag."""
    context = Context(dict(values), autoescape=True, use_l10n=False, use_tz=False)
    text = _engine().get_template(f"website/{template}").render(context)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip()).encode()
