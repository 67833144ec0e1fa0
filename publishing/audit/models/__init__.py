"""What is on record, and how far the chain came."""

from publishing.audit.models.event import AuditEvent, Result
from publishing.audit.models.head import ChainHead

__all__ = ["AuditEvent", "ChainHead", "Result"]
