"""Whatever does not fit a schema is said in Dutch, with the field as it stands on the screen."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import rfc8785
from django.db import DataError, connection, transaction
from msgspec import inspect

from cms.content.models import Intervention
from publishing.documents.registry import KINDS
from publishing.freezing.freeze import FreezeRefusedError
from publishing.freezing.violations import violation
from tests.factories import content
from tests.factories.releases import candidate

OTHER = 7.5  # fits a field for a number with a fraction, and no other
ENGLISH = ("Expected", "Invalid", "Object ", "length", "at `")


def wrong_values(kind: Any) -> Iterator[Any]:
    """Yield a value for each way in which a field of ``kind`` can be wrong, then another kind of value, and none."""
    match kind:
        case inspect.StrType():
            yield from wrong_texts(kind)
        case inspect.IntType() | inspect.FloatType():
            yield from [number - 1 for number in [kind.ge] if number is not None]
            yield from [number + 1 for number in [kind.le] if number is not None]
        case inspect.LiteralType() | inspect.DateType():
            yield "onzin"
        case inspect.ListType():
            yield from ([value] for value in wrong_values(kind.item_type))
        case inspect.UnionType():
            yield from (value for one in kind.types for value in wrong_values(one))
    yield from [OTHER, None]


def wrong_texts(kind: inspect.StrType) -> Iterator[str]:
    if kind.min_length:
        yield ""
    if kind.max_length:
        yield "a" * (kind.max_length + 1)
    if kind.pattern:
        yield "Niet Goed!"


def wrong_documents() -> Iterator[tuple[str, type[Any], dict[str, Any]]]:
    """Yield every shape with one field wrong, in every way that its constraints know."""
    for name, kind in KINDS.items():
        shape = inspect.type_info(kind.shape)
        assert isinstance(shape, inspect.StructType)
        for field in shape.fields:
            for place, value in enumerate(wrong_values(field.type)):
                yield f"{name}.{field.encode_name}-{place}", kind.shape, {field.encode_name: value}


def refusal(shape: type[Any], plain: dict[str, Any]) -> msgspec.ValidationError | None:
    """Return what msgspec says of ``plain`` beside what is missing in it, None when it takes the value."""
    filled = {**valid(shape), **plain}
    try:
        msgspec.convert(filled, shape)
    except msgspec.ValidationError as error:
        return error
    return None


def valid(shape: type[Any]) -> dict[str, Any]:
    """Return the least that ``shape`` takes."""
    known = {
        "id": "x",
        "nummer": 1,
        "titel": "x",
        "vraag": "x",
        "begrip": "x",
        "naam": "x",
        "domein": "x",
        "ijkdatum": "2025-08-01",
    }
    return {name: known[name] for name in shape.__struct_encode_fields__ if name in known}


CASES = list(wrong_documents())


@pytest.mark.parametrize(("shape", "plain"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_constraint_of_every_shape_is_told_in_dutch(shape: type[Any], plain: dict[str, Any]) -> None:
    error = refusal(shape, plain)
    if error is None:  # a number where a number may stand, or nothing where nothing may
        assert next(iter(plain.values())) in {OTHER, None}
        return
    told = violation(error, plain)
    assert not any(word in told for word in ENGLISH), told
    assert not told.startswith("Het geheel"), told
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Expected `str` of length >= 1 - at `$.titel`", "Titel is leeg. Vul het in."),
        ("Expected `str` of length <= 500 - at `$.titel`", "Titel is langer dan 500 tekens. Kort het in."),
        ("Expected `int` >= 1 - at `$.nummer`", "Nummer is lager dan 1. Kies een hoger getal."),
        (
            "Expected `float` <= 120.0 - at `$.leeftijdVanaf`",
            "Leeftijd vanaf is hoger dan 120. Kies een lager getal.",
        ),
        (
            "Expected `str` of length <= 2000 - at `$.erkenningen[1].webadres`",
            "Erkenningen, nummer 2, Webadres is langer dan 2000 tekens. Kort het in.",
        ),
        ("Object missing required field `tekst` - at `$.onderbouwing[0]`", "Onderbouwing, nummer 1 mist een deel"),
    ],
)
def test_the_field_is_called_what_the_screen_calls_it(said: str, told: str) -> None:
    assert violation(msgspec.ValidationError(said), {}).startswith(told)


def test_a_number_that_json_cannot_hold_is_told_in_dutch() -> None:
    with pytest.raises(rfc8785.CanonicalizationError) as error:
        rfc8785.dumps({"nummer": 2**60})
    assert "getal" in violation(error.value, {"nummer": 2**60})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Rust\x07ig"}, "Naam: op plaats 5, vlak na 'Rust', staat een onzichtbaar teken (U+0007)"),
        ({"summary": "<p>Rust\x85ig</p>"}, "Samenvatting: op plaats 5"),
        ({"owner": "Bureau\x0cRust"}, "Eigenaar: op plaats 7"),
        ({"themes": ["rust", "\ud800"]}, "Thema's, nummer 2: op plaats 1, aan het begin"),
        ({"name": "Rust\uffff"}, "(U+FFFF)"),
    ],
)
def test_the_freeze_refuses_what_nobody_sees_and_names_item_and_place(fields: dict[str, Any], told: str) -> None:
    made = content.intervention("Rustig")
    try:
        with transaction.atomic():
            Intervention.objects.filter(pk=made.pk).update(**fields)
    except DataError:  # half a sign within JSON never gets into PostgreSQL
        assert (connection.vendor, "\ud800" in fields.get("themes", [])) == ("postgresql", True)
        return
    with pytest.raises(FreezeRefusedError) as refused:
        candidate()
    assert told in str(refused.value)
    assert str(refused.value).startswith("interventie 'Rust")


@pytest.mark.django_db
def test_letters_with_and_without_their_own_sign_go_out_as_they_were_typed() -> None:
    content.definition("Cafe\u0301", body="<p>tab\tregel</p>")
    assert candidate().counts["begrip"] == 1
