"""What identifies a record within its register, however an editor or a file writes it."""

from cms.vetting.levels import Register


def record_key(*, register: Register | str, record: str) -> str:
    """Return ``record`` as it is compared: an editor may have typed a slug with other capitals, or with '.html'."""
    key = record.strip().casefold()
    return key.removesuffix(".html") if register == Register.NJI else key
