"""What stands above items that are in no single domain, in a round as in a comparison of releases."""

SEVERAL_TITLE, OUTSIDE_TITLE = "In meer domeinen", "Buiten de domeinen"
