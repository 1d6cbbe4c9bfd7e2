"""Ids of imported tracks: derived from content, so that importing again changes nothing."""

from uuid import UUID, uuid5

TRACK_NAMESPACE = UUID("6f1d0c52-7a0e-4c39-9f0b-2d7f4f3e9a11")
"""Namespace (RFC 9562, version 5) of all imported tracks. Changing it would give every track that
was ever imported a second id: it never changes."""


def track_id(patrol_id: UUID, content_digest: str) -> UUID:
    """Return the id of a track imported for a patrol.

    Parameters
    ----------
    patrol_id
        The patrol it belongs to: the same file given to two patrols makes two tracks.
    content_digest
        What `geo_patrol.tracks.fixes.content_digest` says of its fixes.
    """
    return uuid5(TRACK_NAMESPACE, f"{patrol_id}/{content_digest}")
