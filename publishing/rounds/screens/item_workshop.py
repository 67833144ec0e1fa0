"""Where an item is edited and read in the workshop, and where a field of it stands in its editor."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.urls import reverse
from wagtail.models import Page

from cms.content.page_permissions import may_read
from publishing.documents.registry import KINDS

_TABBED = frozenset({"aanbeveling", "domein", "interventie"})
# Published fields that share a panel of the editor, or stand in one with another name.
_PANELS: dict[tuple[str, str], str] = {
    ("domein", "nummer"): "plaats",
    ("domein", "systeemniveau"): "plaats",
    ("domein", "alsHetNietGoedGaat"): "de_twee_uitersten",
    ("domein", "alsHetWelGoedGaat"): "de_twee_uitersten",
    ("aanbeveling", "domein"): "title",  # it stands below its domain; nothing in the editor says so
    ("aanbeveling", "preventief"): "voor_welke_situatie",
    ("aanbeveling", "indicatief"): "voor_welke_situatie",
    ("aanbeveling", "onderbouwing"): "onderbouwing",
    ("aanbeveling", "interventies"): "interventies",
    ("aanbeveling", "praktijkvoorbeelden"): "inspiratie_uit_de_praktijk",
    ("interventie", "leeftijdVanaf"): "voor_wie",
    ("interventie", "leeftijdTotEnMet"): "voor_wie",
    ("interventie", "onderwijstypen"): "voor_wie",
    ("interventie", "preventieniveau"): "voor_wie",
    ("interventie", "themas"): "wat_en_hoe",
    ("interventie", "methoden"): "wat_en_hoe",
    ("interventie", "pijlers"): "wat_en_hoe",
    ("interventie", "regios"): "waar",
    ("interventie", "webadres"): "waar",
    ("praktijkvoorbeeld", "organisatie"): "herkomst",
    ("praktijkvoorbeeld", "webadres"): "herkomst",
    ("praktijkvoorbeeld", "toestemmingTotEnMet"): "herkomst",
}


@dataclass(frozen=True)
class Workshop:
    """The addresses of an item in the workshop; an address is empty for who may not go there."""

    edit_url: str = ""
    read_url: str = ""

    def field_url(self, kind: str, field: str) -> str:
        """Return the place of a published field in the editor; empty for who may not edit."""
        return f"{self.edit_url}#{anchor_of(kind, field)}" if self.edit_url else ""


def workshop_of(source: Any, user: Any) -> Workshop:
    """Return where ``user`` edits and reads ``source``, a page or snippet; None has no place."""
    if source is None or getattr(source, "merged_into_id", None):
        return Workshop()
    if isinstance(source, Page):
        edit = reverse("wagtailadmin_pages:edit", args=[source.pk])
        read = reverse("wagtailadmin_pages:view_draft", args=[source.pk])
        can_edit = source.permissions_for_user(user).can_edit()
        return Workshop(edit if can_edit else "", read if may_read(user, source) else "")
    meta, names = source._meta, source.snippet_viewset.get_url_name
    can_edit = user.has_perm(f"{meta.app_label}.change_{meta.model_name}")
    can_read = can_edit or user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
    return Workshop(
        reverse(names("edit"), args=[source.pk]) if can_edit else "",
        reverse(names("inspect"), args=[source.pk]) if can_read else "",
    )


def anchor_of(kind: str, field: str) -> str:
    """Return the id under which the published ``field`` stands in the editor of ``kind``."""
    if (kind, field) == ("interventie", "erkenningen"):
        return "tab-erkenningen"
    own = {described.encode_name: described.name for described in msgspec.structs.fields(KINDS[kind].shape)}
    panel = _PANELS.get((kind, field)) or own.get(field, field)
    return f"panel-{'child-inhoud-' if kind in _TABBED else ''}{panel}-section"
