"""Readers of track files: one module a format, one way in."""

from geo_patrol.tracks.readers.columns import ColumnMap
from geo_patrol.tracks.readers.read import SUFFIXES, read_tracks, read_tracks_bytes
from geo_patrol.tracks.readers.records import TrackRead, reads_look_swapped

__all__ = [
    "SUFFIXES",
    "ColumnMap",
    "TrackRead",
    "read_tracks",
    "read_tracks_bytes",
    "reads_look_swapped",
]
