"""What it costs to hear of findings while writing, beside Wagtail's own look at the same form before a preview."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.config.collector import settle_collector
from cms.content.models import InterventionLink
from tests.benchmarks.reading_rounds import cpu_of


def cost_of_findings() -> dict[str, Any]:
    """Return the CPU of asking for findings on a recommendation with links, divided by that of Wagtail's look."""
    settle_collector()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=Role.EDITOR.value))
    page = InterventionLink.objects.order_by("pk")[0].recommendation.pk
    opened = client.get(reverse("wagtailadmin_pages:edit", args=[page])).content.decode()
    form = querydict_from_html(opened, form_id="page-edit-form")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page])

    def ask(address: str) -> bytes:
        answer = client.post(address, form)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content

    return {"ratio": cpu_of(lambda: ask(f"{address}?bevindingen=1")) / cpu_of(lambda: ask(address))}
