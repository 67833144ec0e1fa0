"""Which part of the guide belongs to which screen: from the name of its address, or its namespace, to a heading."""

from django.urls import ResolverMatch, reverse

WRITING = "schrijven"
ERASING = "als-het-misgaat#er-iets-in-staat-dat-er-nooit-had-mogen-staan"
LOGS = "beheer#twee-logboeken"
TAILORED = "schrijven#de-toelichting-bij-de-aanbeveling"

PLACES = {
    "wagtailadmin_explore_root": WRITING,
    "wagtailadmin_explore": WRITING,
    "wagtailadmin_pages": TAILORED,
    "aanbevelingen": TAILORED,
    "domeinen": WRITING,
    "wagtailsnippets_content_intervention": WRITING,
    "wagtailsnippets_content_practiceexample": "schrijven#praktijkvoorbeelden",
    "wagtailsnippets_content_text": WRITING,
    "wagtailsnippets_content_step": WRITING,
    "wagtailsnippets_content_selectionquestion": WRITING,
    "wagtailsnippets_content_definition": WRITING,
    "wagtailsnippets_content_reference": "schrijven#links",
    "links": "schrijven#links",
    "bronnen": "registers-inlezen",
    "toetsing": "toetsen",
    "waarnemingen": "toetsen#wat-de-standen-betekenen",
    "samenvoegingen": "toetsen",
    "jaarronde": "beoordelen",
    "rondeitem": "beoordelen",
    "uitgaven": "uitgeven",
    "voorbeelden": "uitgeven",
    "exportbestanden": "uitgeven#de-bestanden-van-een-uitgave",
    "waar-live": "als-het-misgaat#ik-niet-weet-of-mijn-tekst-online-staat",
    "correcties": "als-het-misgaat#er-een-fout-staat-in-wat-online-is",
    "mededelingen": "als-het-misgaat#scholen-iets-moeten-weten-maar-de-tekst-klopt",
    "mededelingen:redactions": ERASING,
    "mededelingen:ask": ERASING,
    "doelen": "beheer",
    "afnemers": "beheer",
    "status": "beheer#een-keer-per-jaar",
    "techniek": "beheer",
    "logboek": LOGS,
    "wagtailusers_users": "beheer",
    "wagtailadmin_reports": LOGS,
}


def help_address(screen: ResolverMatch | None) -> str:
    """Return where the guide explains ``screen``: its heading, the contents for any other, nothing for the guide."""
    names = ("", "") if screen is None else (screen.view_name, screen.namespace)
    if "handleiding" in names:
        return ""
    slug, _, anchor = next((PLACES[name] for name in names if name in PLACES), "").partition("#")
    if not slug:
        return reverse("handleiding:index")
    return reverse("handleiding:chapter", args=[slug]) + (f"#{anchor}" if anchor else "")
