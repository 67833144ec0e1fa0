"""What can go wrong with a source. Every message is Dutch and says what is wrong, where, and what to do."""


class SourceError(Exception):
    """Parent of every error of this package; its text may be shown to an editor."""


class UnreadableSourceError(SourceError):
    """A file that is not what it should be, refused before anything is read from it."""


class SheetChoiceError(UnreadableSourceError):
    """A workbook with several filled sheets, of which a person has to choose one; ``sheets`` are their names."""

    def __init__(self, fault: str, sheets: tuple[str, ...]) -> None:
        self.sheets = sheets
        listed = ", ".join(f"'{name}'" for name in sheets[:20])
        super().__init__(
            f"{fault} Kies het blad met de lijst: {listed or '(er is geen gevuld blad)'}. "
            "Of bewaar dat blad in een werkmap van één blad."
        )


class RefusedPlanError(SourceError):
    """A plan with wrong rows. Nothing of it is applied."""


class MovedRowError(SourceError):
    """A row whose item is no longer what the plan was made for."""


class WrongEditError(SourceError):
    """A value that an editor filled in and that does not fit its field."""


class DecisionError(SourceError):
    """A decision that cannot be taken, or that somebody else took meanwhile."""


class UnwritableWorkbookError(SourceError):
    """A text that a cell cannot hold: nothing is written, for a shortened text would come back as a change."""
