"""A comparison as a file: CSV for a spreadsheet, JSON for programs. It comes whole or not at all."""

import tempfile
from contextlib import ExitStack
from io import TextIOWrapper
from typing import Any, ClassVar

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic import View
from wagtail.admin import messages

from publishing.releases.changes import Comparison
from publishing.releases.comparing.choosing import base_named
from publishing.releases.comparing.screens.panel import comparison_now
from publishing.releases.comparing.table import write_table
from publishing.releases.comparison_json import json_lines
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.screens.access import ReleaseView

_IN_MEMORY = 1_000_000  # bytes; what is larger is written to a file


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ChangesAsFile(ReleaseView, View):
    """All changes, whatever the page is filtered on."""

    suffix: ClassVar[str]
    content_type: ClassVar[str]

    def get(self, request: HttpRequest, digest: str) -> Any:
        """The file; back to the page when it cannot be made, or not yet."""
        try:
            base = base_named(request.GET.get("met", ""), of=self.release)
            comparison = comparison_now(old=base, new=self.release)
            if comparison is not None:
                return self._file(comparison, base)
            messages.warning(request, "De vergelijking wordt nog berekend. Probeer het over een minuut opnieuw.")
        except ReleaseError as error:
            messages.error(request, str(error))
        return self._back()

    def write(self, comparison: Comparison, base: Release | None, file: TextIOWrapper) -> None:
        """Write the comparison to ``file``; raise TamperedError."""
        raise NotImplementedError

    def _file(self, comparison: Comparison, base: Release | None) -> FileResponse:
        with ExitStack() as on_error:
            held: Any = on_error.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
            text = TextIOWrapper(held, encoding="utf-8", newline="", write_through=True)
            on_error.callback(text.detach)
            self.write(comparison, base, text)
            text.detach()
            on_error.pop_all()  # from here on the answer closes it
        held.seek(0)
        name = f"wijzigingen-{comparison.old or 'niets'}-{comparison.new}.{self.suffix}"
        return FileResponse(held, as_attachment=True, filename=name, content_type=self.content_type)

    def _back(self) -> HttpResponse:
        asked = self.request.GET.get("met", "")
        return redirect(self.show_url + (f"?{urlencode({'met': asked})}" if asked else ""))


class ChangesAsCsv(ChangesAsFile):
    suffix, content_type = "csv", "text/csv; charset=utf-8"

    def write(self, comparison: Comparison, base: Release | None, file: TextIOWrapper) -> None:
        write_table(comparison, file, old=base, new=self.release)


class ChangesAsJson(ChangesAsFile):
    suffix, content_type = "json", "application/json"

    def write(self, comparison: Comparison, base: Release | None, file: TextIOWrapper) -> None:
        for line in json_lines(comparison):
            file.write(line + "\n")
