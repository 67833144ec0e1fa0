"""Who does what: every act on a screen, in words, with the roles in whose hands it has an effect."""

from cms.accounts.roles import Role

E, V, P, A, R = Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER
_SNIPPET = "admin/snippets/content/intervention/"
_PAGE = "admin/pages/<int:page_id>/"
_CORRECTION = "admin/correcties/<int:pk>/"
_CHANGE = f"{_CORRECTION}items/<slug:kind>/<slug:public_id>/"
_SUBSCRIBER = "admin/afnemers/een/<slug:slug>/"
_TARGET = "admin/doelen/een/<slug:slug>/"

# By the pattern of the address: what happens there, and who can make it happen.
MATRIX: dict[str, tuple[str, frozenset[Role]]] = {
    "admin/account/": ("de eigen naam, het eigen wachtwoord wijzigen", frozenset(Role)),
    "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/": (
        "een aanbeveling schrijven",
        frozenset({E}),
    ),
    f"{_PAGE}edit/": ("een aanbeveling wijzigen en klaarzetten", frozenset({E})),
    f"{_PAGE}delete/": ("een aanbeveling verwijderen", frozenset({E})),
    f"{_PAGE}unpublish/": ("een aanbeveling niet meer klaar laten zijn", frozenset({E})),
    f"{_PAGE}copy/": ("een aanbeveling kopiëren", frozenset({E})),
    f"{_PAGE}unlock/": ("een pagina ontgrendelen", frozenset({E})),
    f"{_PAGE}revisions/<int:revision_id>/revert/": ("een oude versie van een pagina terughalen", frozenset({E})),
    f"{_PAGE}revisions/<int:revision_id>/unschedule/": ("een gepland moment van klaarzetten afzeggen", frozenset({E})),
    f"{_SNIPPET}add/": ("een interventie toevoegen", frozenset({E})),
    f"{_SNIPPET}edit/<int:pk>/": ("een interventie wijzigen en klaarzetten", frozenset({E})),
    f"{_SNIPPET}delete/<int:pk>/": ("een interventie verwijderen", frozenset({E})),
    f"{_SNIPPET}unpublish/<int:pk>/": ("een interventie niet meer klaar laten zijn", frozenset({E})),
    f"{_SNIPPET}history/<int:pk>/revisions/<int:revision_id>/revert/": (
        "een oude versie van een interventie terughalen",
        frozenset({E}),
    ),
    f"{_SNIPPET}history/<int:pk>/revisions/<int:revision_id>/unschedule/": (
        "een gepland moment van klaarzetten van een interventie afzeggen",
        frozenset({E}),
    ),
    "admin/waarnemingen/toevoegen/<int:pk>/": ("een waarneming toevoegen", frozenset({E})),
    "admin/waarnemingen/intrekken/<int:pk>/": ("een waarneming intrekken", frozenset({E})),
    "admin/samenvoegingen/vergelijken/<int:kept>/<int:gone>/": ("twee interventies samenvoegen", frozenset({E})),
    "admin/bronnen/<int:pk>/veilig/": ("veilige rijen van een bron in één keer overnemen", frozenset({E})),
    "admin/bronnen/<int:pk>/rij/<int:row>/welke/": ("zeggen welke interventie een rij is", frozenset({E})),
    "admin/bronnen/<int:pk>/afsluiten/": ("een bron afsluiten", frozenset({E})),
    "admin/toetsing/akkoord/": ("akkoord gaan met voorstellen van een ander", frozenset({V})),
    "admin/toetsing/beslissen/<int:pk>/": ("beslissen op een voorstel van een ander", frozenset({V})),
    "admin/jaarronde/data/": ("de data van de jaarronde wijzigen", frozenset({P})),
    "admin/jaarronde/bijwerken/": ("de werklijst bijwerken", frozenset({E, P})),
    "admin/rondeitem/<int:pk>/beoordelen/": ("een item beoordelen", frozenset({V})),
    "admin/rondeitem/<int:pk>/opmerking/": ("een opmerking bij een item maken", frozenset({E, V, P})),
    "admin/rondeitem/<int:pk>/gesprek/": ("antwoorden, een gesprek afhandelen of heropenen", frozenset({E, V, P})),
    "admin/rondeitem/<int:pk>/toewijzen/": ("een item aan iemand toewijzen", frozenset({E})),
    "admin/rondeitem/<int:pk>/vervallen/": ("een item laten vervallen", frozenset({E})),
    "admin/uitgaven/bevriezen/": ("een kandidaat laten bevriezen", frozenset({E, P})),
    "admin/uitgaven/alarm/<int:pk>/gezien/": ("een alarm als gezien melden", frozenset({P})),
    "admin/uitgaven/<str:digest>/terugzetten/": ("een eerdere uitgave terugzetten", frozenset({P})),
    "admin/voorbeelden/<str:digest>/geven/": ("iemand een kandidaat laten lezen", frozenset({E, P})),
    "admin/voorbeelden/<int:pk>/intrekken/": ("die toegang intrekken", frozenset({E, P, A})),
    "admin/correcties/beginnen/": ("een correctie beginnen", frozenset({E})),
    _CHANGE: ("in een correctie een item wijzigen", frozenset({E})),
    f"{_CHANGE}vervallen/": ("in een correctie een item laten vervallen", frozenset({E})),
    f"{_CHANGE}toch-niet/": ("een wijziging uit een correctie halen", frozenset({E})),
    f"{_CORRECTION}beoordelen/": ("een wijziging van een ander beoordelen", frozenset({V})),
    f"{_CORRECTION}intrekken/": ("een correctie intrekken", frozenset({E, P})),
    "admin/correcties/overnemen/<int:pk>/": ("zeggen dat een correctie in de werkplaats staat", frozenset({E})),
    "admin/mededelingen/nieuw/": ("een mededeling plaatsen", frozenset({P})),
    "admin/mededelingen/<int:pk>/beeindigen/": ("een mededeling beëindigen", frozenset({P})),
    "admin/mededelingen/intrekken/<str:number>/": ("een uitgave intrekken", frozenset({P})),
    # The reviewer asked for this one, and so cannot confirm it.
    "admin/mededelingen/wissen/<int:pk>/bevestigen/": (
        "een verzoek van een ander om te wissen bevestigen",
        frozenset({P}),
    ),
    "admin/mededelingen/wissen/<int:pk>/afwijzen/": (
        "een verzoek om te wissen afwijzen of intrekken",
        frozenset({V, P}),
    ),
    "admin/doelen/nieuw/": ("een doel toevoegen", frozenset({A})),
    f"{_TARGET}wijzigen/": ("een doel wijzigen", frozenset({A})),
    f"{_TARGET}afleveren/": ("een uitgave op een doel laten zetten", frozenset({P, A})),
    f"{_TARGET}overheen/": ("over vreemde bestanden heen laten zetten", frozenset({P, A})),
    f"{_TARGET}pauzeren/": ("een doel pauzeren", frozenset({A})),
    "admin/afnemers/nieuw/": ("een afnemer toevoegen", frozenset({P, A})),
    f"{_SUBSCRIBER}wijzigen/": ("een afnemer wijzigen", frozenset({P, A})),
    f"{_SUBSCRIBER}sleutel/": ("een afnemer een nieuwe sleutel geven", frozenset({P, A})),
    f"{_SUBSCRIBER}uitzetten/": ("een afnemer uitzetten", frozenset({P, A})),
    f"{_SUBSCRIBER}aflevering/<int:pk>/opnieuw/": ("een afnemer opnieuw laten vertellen", frozenset({P, A})),
    "admin/techniek/pauze/": ("al het werk pauzeren", frozenset({P, A})),
    "admin/techniek/poging/<int:pk>/opnieuw/": ("vastgelopen werk opnieuw laten doen", frozenset({P, A})),
    "admin/techniek/aflevering/<int:pk>/opnieuw/": ("een aflevering opnieuw laten doen", frozenset({P, A})),
    "admin/users/new/": ("een gebruiker toevoegen", frozenset({A})),
    "admin/users/edit/<int:pk>/": ("een gebruiker wijzigen", frozenset({A})),
    "admin/users/<int:pk>/tweede-factor/": ("iemands tweede factor weghalen", frozenset({A})),
}

# What somebody fills in where the first thing that comes to mind is refused, by the name of the field.
FILLED: dict[str, dict[str, str]] = {
    "admin/waarnemingen/toevoegen/<int:pk>/": {"raw_label": "Goed onderbouwd", "recognised_on": "2025-06-01"},
    "admin/mededelingen/nieuw/": {"kind": "", "public_id": ""},
    "admin/doelen/nieuw/": {"folder": "nieuw", "unpacked": ""},
    f"{_TARGET}wijzigen/": {"name": "Een andere naam", "unpacked": ""},
    "admin/afnemers/nieuw/": {"url": "http://127.0.0.1:9/nieuw"},
    f"{_SUBSCRIBER}wijzigen/": {"name": "Een andere naam"},
    "admin/users/new/": {"username": "nieuw", "password1": "een lang wachtwoord", "password2": "een lang wachtwoord"},
}


def as_page() -> str:
    """Return the matrix as docs/roles.md holds it."""
    lines = [
        "# Who does what",
        "",
        "Written by `python -m tests.safety.matrix` and proven by tests/safety/test_matrix.py: each act is tried by",
        "each role with a filled form, and what counts is whether a row changed. Four eyes hold on top of this: nobody",
        "decides on, reviews or confirms what they made or asked for themselves, whatever their roles.",
        "",
        "| act | " + " | ".join(role.value for role in Role) + " |",
        "|---|" + "---|" * len(Role),
    ]
    for words, roles in MATRIX.values():
        lines.append(f"| {words} | " + " | ".join("x" if role in roles else "" for role in Role) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/roles.md").write_text(as_page(), encoding="utf-8")
