"""``python -m cms.locale``: write each .mo anew from its .po."""

from cms.locale.catalogue import DOMAINS, FOLDER, compiled

for domain in DOMAINS:
    (FOLDER / f"{domain}.mo").write_bytes(compiled(FOLDER / f"{domain}.po"))
