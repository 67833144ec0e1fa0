"""Why content cannot be frozen."""


class FreezeError(Exception):
    """The content cannot become documents."""


class SchemaViolationError(FreezeError):
    """An item does not fit its published shape."""

    def __init__(self, *, kind: str, label: str, problem: str) -> None:
        super().__init__(f"{kind} '{label}' past niet in het schema: {problem}")
        self.kind, self.label, self.problem = kind, label, problem
