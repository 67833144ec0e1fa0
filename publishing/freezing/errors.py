"""Why content cannot be frozen."""


class FreezeError(Exception):
    """The content cannot become documents."""


class DocumentError(FreezeError):
    """A document does not fit its shape, or cannot be written."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class SchemaViolationError(FreezeError):
    """An item does not fit its published shape."""

    def __init__(self, *, kind: str, label: str, problem: str, uid: str) -> None:
        super().__init__(f"{kind} '{label}' past niet in het schema: {problem}")
        self.kind, self.label, self.problem, self.uid = kind, label, problem, uid
