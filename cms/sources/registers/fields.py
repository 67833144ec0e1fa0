"""The fields of a register's row, by how they come in."""

# What a register says about a recognition. A difference becomes a new observation.
FACTS = ("level", "raw_label", "recognised_on", "in_reassessment")

# What a register says about an intervention. A difference is a proposal that a person decides on. Of the lists a
# register only adds words: another register may have given the rest.
LISTS = ("sectors", "themes", "methods", "pillars")
DESCRIBED = ("name", "owner", "age_from", "age_to", *LISTS)

LABELS = {
    "level": "niveau",
    "raw_label": "erkend als",
    "recognised_on": "datum erkenning",
    "in_reassessment": "momenteel in herbeoordeling",
    "name": "naam",
    "owner": "eigenaar",
    "age_from": "leeftijd vanaf",
    "age_to": "leeftijd tot en met",
    "sectors": "onderwijstypen",
    "themes": "thema's",
    "methods": "methode",
    "pillars": "pijlers",
    "url": "webadres in het register",
}
