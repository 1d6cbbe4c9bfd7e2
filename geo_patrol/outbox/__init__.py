"""What phones could not send: queues saved to files, sealed to this server (docs/outbox.md)."""

from geo_patrol.outbox.claims import claim_of, is_claim_of
from geo_patrol.outbox.keys import OutboxKey, key_of, outbox_key
from geo_patrol.outbox.reading import OutboxFile, opened
from geo_patrol.outbox.records import KeptFile, KeptFixes, KeptRecord, Target, target_of

__all__ = [
    "KeptFile",
    "KeptFixes",
    "KeptRecord",
    "OutboxFile",
    "OutboxKey",
    "Target",
    "claim_of",
    "is_claim_of",
    "key_of",
    "opened",
    "outbox_key",
    "target_of",
]
