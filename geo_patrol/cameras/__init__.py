"""Fixed cameras: the record, lists of them from files, and what each one sees when it works."""

from geo_patrol.cameras.columns import CAMERA_FIELDS
from geo_patrol.cameras.read import CAMERA_NAMESPACE, CamerasRead, read_cameras
from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.cameras.views import sector_of, works

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
