"""``python -m publishing.documents``: write the JSON Schemas anew. A test fails when they are not committed."""

from publishing.documents.json_schema import write_schemas

if __name__ == "__main__":
    write_schemas()
