"""Ids of tracks that no client names: derived from content, so that once more changes nothing."""

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


def piece_id(device_id: UUID, patrol_id: UUID, first_ms: int, again: int = 0) -> UUID:
    """Return the id of a track that was put together of a tracker's fixes.

    Parameters
    ----------
    first_ms
        Time of its first own fix, Unix milliseconds.
    again
        How often such a track was made before and all of it taken back.
    """
    return uuid5(TRACK_NAMESPACE, f"{device_id}/{patrol_id}/{first_ms}/{again}")


def withdrawal_id(patrol_id: UUID, track_id: UUID) -> UUID:
    """Return the id of what is said of whether a patrol's track is withdrawn: one for each."""
    return uuid5(TRACK_NAMESPACE, f"withdrawal/{patrol_id}/{track_id}")
