"""Fixed cameras: the record, lists of them from files, and what each one sees when it works.

The reader is loaded when it is first asked for, as that of `geo_patrol.vector` is.
"""

from typing import TYPE_CHECKING

from geo_patrol.cameras.columns import CAMERA_FIELDS
from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.cameras.views import sector_of, works

if TYPE_CHECKING:
    from geo_patrol.cameras.read import CAMERA_NAMESPACE, CamerasRead, read_cameras

__all__ = [
    "CAMERA_FIELDS",
    "CAMERA_NAMESPACE",
    "Camera",
    "CamerasRead",
    "Hours",
    "read_cameras",
    "sector_of",
    "works",
]

READER = ("CAMERA_NAMESPACE", "CamerasRead", "read_cameras")


def __getattr__(name: str) -> object:
    if name not in READER:
        raise AttributeError(name)
    from geo_patrol.cameras import read

    return getattr(read, name)
