"""What the records say of the Wegwijzer in general."""

ABOUT = (
    "De Wegwijzer Mentaal Kapitaal helpt scholen in het voortgezet onderwijs aan welbevinden te werken: domeinen, "
    "aanbevelingen uit onderzoek, praktijkvoorbeelden en erkende interventies."
)
KEYWORDS = ("welbevinden", "voortgezet onderwijs", "mentale gezondheid", "interventies", "schoolbrede aanpak")
