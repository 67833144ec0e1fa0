"""Where making a backup and putting it back can be when the process dies (publishing/attempts/steps.py)."""

from publishing.attempts.steps import Step


class BackupStep(Step):
    """Making one."""

    BEGUN = "begonnen"
    DATABASE_COPIED = "database overgenomen"
    STORE_COPIED = "opslag overgenomen"
    EVIDENCE_COPIED = "bewijsstukken overgenomen"
    SUMMED = "controlegetallen geschreven"
    COMPLETE = "compleet"
    RECORDED = "vastgelegd"


class RestoreStep(Step):
    """Putting one back."""

    CHECKED = "nagerekend"
    STORE_PUT_BACK = "opslag teruggezet"
    EVIDENCE_PUT_BACK = "bewijsstukken teruggezet"
    DATABASE_PUT_BACK = "database teruggezet"
    CATALOGUE_PUT_BACK = "catalogus teruggezet"
    VERIFIED = "vergeleken"
