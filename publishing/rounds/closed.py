"""What a closed round came to never changes: the database refuses it, whoever asks.

Of the round itself two changes are allowed once it is closed, as long as no release came of it: it is opened again (it
loses its closing and nothing else), or it is noted that it came out (and nothing else). After that there is none.
Its items, reviews and comments are neither added, changed nor taken away; only the title of an item can give way to
"(gewist)", when a redaction erased what was called so (publishing/releases/redactions/traces.py).
"""

from collections.abc import Iterator

from publishing.documents.naming import ERASED
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.same import same_but_for
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.rounds.models import Comment, CommentMark, Mention, Review, Round, RoundItem

_MESSAGE = "a closed round never changes"
_ROUNDS, _ITEMS = Round._meta.db_table, RoundItem._meta.db_table
_REVIEWS, _COMMENTS = Review._meta.db_table, Comment._meta.db_table
_MARKS, _MENTIONS = CommentMark._meta.db_table, Mention._meta.db_table
_CLOSING = ("closed_at", "closed_by_id")
_UNNAMED = f"NEW.title = '{ERASED}' AND {same_but_for(RoundItem, 'title')}"

_OF_ITEM = (
    f"EXISTS (SELECT 1 FROM {_ROUNDS} r JOIN {_ITEMS} i ON i.round_id = r.id "  # noqa: S608 - our own names
    "WHERE i.id = {row}.item_id AND r.closed_at IS NOT NULL)"
)
_OF_COMMENT = (
    f"EXISTS (SELECT 1 FROM {_ROUNDS} r JOIN {_ITEMS} i ON i.round_id = r.id JOIN {_COMMENTS} c "  # noqa: S608 - our own names
    "ON c.item_id = i.id WHERE c.id = {row}.comment_id AND r.closed_at IS NOT NULL)"
)
# By table: whether the row, OLD or NEW, is part of a closed round.
_CLOSED = {
    _ROUNDS: "{row}.closed_at IS NOT NULL",
    _ITEMS: f"EXISTS (SELECT 1 FROM {_ROUNDS} WHERE id = {{row}}.round_id AND closed_at IS NOT NULL)",  # noqa: S608 - our own names
    _REVIEWS: _OF_ITEM,
    _COMMENTS: _OF_ITEM,
    _MARKS: _OF_COMMENT,
    _MENTIONS: _OF_COMMENT,
}


def closed_rounds(vendor: str) -> Iterator[Trigger]:
    """Yield the triggers that keep a closed round as it is."""
    for table, condition in _refused(vendor).items():
        yield from _postgresql(table, condition) if vendor == "postgresql" else _sqlite(table, condition)


def _refused(vendor: str) -> dict[str, dict[str, str]]:
    """Return by table, and by what is done to a row, when that is refused."""
    old, new = ({table: closed.format(row=row) for table, closed in _CLOSED.items()} for row in ("OLD", "NEW"))
    rounds = {"UPDATE": f"{old[_ROUNDS]} AND NOT {_allowed(vendor)}", "DELETE": old[_ROUNDS]}
    changed = f"({old[_ITEMS]} OR {new[_ITEMS]}) AND ({_UNNAMED}) IS NOT TRUE"
    items = {"INSERT": new[_ITEMS], "UPDATE": changed, "DELETE": old[_ITEMS]}
    comments = {"INSERT": new[_COMMENTS], "UPDATE": f"{old[_COMMENTS]} OR {new[_COMMENTS]}", "DELETE": old[_COMMENTS]}
    if vendor != "postgresql":  # INSERT OR REPLACE takes away what holds the key, past any DELETE trigger
        taken = f"SELECT 1 FROM {_ROUNDS} WHERE (id = NEW.id OR year = NEW.year) AND closed_at IS NOT NULL"  # noqa: S608 - our own names
        rounds["INSERT"] = f"EXISTS ({taken})"
        items["INSERT"] += f" OR {_replaced(_ITEMS)}"
        comments["INSERT"] += f" OR {_replaced(_COMMENTS)}"
    # Other changes of reviews, marks and mentions are refused anyhow (immutability.py).
    added = {table: {"INSERT": new[table]} for table in (_REVIEWS, _MARKS, _MENTIONS)}
    return {_ROUNDS: rounds, _ITEMS: items, _COMMENTS: comments, **added}


def _allowed(vendor: str) -> str:
    """Return when a change of a closed round is one of the two that are allowed."""
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    columns = [field.column for field in Round._meta.concrete_fields if field.column not in (*_CLOSING, "published_in")]
    kept = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in columns)
    opened = "NEW.closed_at IS NULL AND NEW.closed_by_id IS NULL AND NEW.published_in = ''"
    closing_kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in _CLOSING)
    came_out = f"{closing_kept} AND NEW.published_in <> ''"
    return f"(OLD.published_in = '' AND {kept} AND ({opened} OR {came_out}))"


def _replaced(table: str) -> str:
    """Return when a row with the key of the new one is part of a closed round, in SQLite."""
    return f'EXISTS (SELECT 1 FROM "{table}" held WHERE held.id = NEW.id AND {_CLOSED[table].format(row="held")})'  # noqa: S608 - our own names


def _sqlite(table: str, refused: dict[str, str]) -> Iterator[Trigger]:
    for event, condition in refused.items():
        name = f"{table}_refuse_closed_{event.lower()}"
        yield SqliteTrigger(name, table, f"BEFORE {event}", _MESSAGE, condition)


def _postgresql(table: str, refused: dict[str, str]) -> Iterator[Trigger]:
    for event, condition in refused.items():
        name = f"{table}_refuse_closed_{event.lower()}"
        yield PostgresqlTrigger(name, table, "BEFORE", (event,), name, refusing_when(condition, _MESSAGE))
    if table not in (_REVIEWS, _MARKS, _MENTIONS):
        name = f"{table}_refuse_closed_truncate"
        any_closed = f"EXISTS (SELECT 1 FROM {_ROUNDS} WHERE closed_at IS NOT NULL)"  # noqa: S608 - our own names
        body = refusing_when(any_closed, _MESSAGE)
        yield PostgresqlTrigger(name, table, "BEFORE", ("TRUNCATE",), name, body, scope="STATEMENT")
