"""Names of the licences that open data in the Netherlands goes out under."""

_NAMES = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "creativecommons.org/publicdomain/mark/1.0": "PDM-1.0",
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0",
}


def name_of_licence(address: str) -> str:
    """Return the short name (SPDX) of the licence at ``address``, empty for one that is not known here."""
    bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return _NAMES.get(bare.removesuffix("/deed.nl").removesuffix("/deed.en"), "")
