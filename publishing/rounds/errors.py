"""Why something cannot be done in a round. Every text may be shown to a person."""


class RoundError(Exception):
    """Something that may not be done in a round; says what is wrong and what to do."""


class DateBeforeBaseError(RoundError):
    """The reference date lies before that of the base release; a person may confirm that this is meant."""


class NotReadyError(RoundError):
    """A round that still has open points cannot be closed."""


class OwnChangeError(RoundError):
    """Somebody reviews what they changed themselves."""
