"""What of a row stays as it was, as a condition that SQLite and PostgreSQL both understand."""

from django.db import models


def same_but_for(model: type[models.Model], *changing: str) -> str:
    """Return the condition that no column of OLD and NEW differs except ``changing``; of a missing value as well."""
    columns = [field.column for field in model._meta.local_concrete_fields if field.column not in changing]
    return " AND ".join(
        f'(NEW."{column}" = OLD."{column}" OR (NEW."{column}" IS NULL AND OLD."{column}" IS NULL))'
        for column in columns
    )
