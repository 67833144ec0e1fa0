"""How a field stands in a cell, in a plan and in an item. One file per family of fields."""

from cms.sources.workbook.forms.choices import Choice, Choices, Words
from cms.sources.workbook.forms.form import NOWHERE, CellError, Form, Shown, Within, tidy
from cms.sources.workbook.forms.measures import Age, Day, DomainNumber, YesNo
from cms.sources.workbook.forms.rich import Rich
from cms.sources.workbook.forms.sources import Sources
from cms.sources.workbook.forms.text import Address, Plain

__all__ = [
    "NOWHERE",
    "Address",
    "Age",
    "CellError",
    "Choice",
    "Choices",
    "Day",
    "DomainNumber",
    "Form",
    "Plain",
    "Rich",
    "Shown",
    "Sources",
    "Within",
    "Words",
    "YesNo",
    "tidy",
]
