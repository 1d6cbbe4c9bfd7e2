"""Example bodies of tracks, by media type."""

from typing import Any

_GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="phone" xmlns="http://www.topografix.com/GPX/1/1">
  <trk><trkseg>
    <trkpt lat="29.4690" lon="120.9880"><time>2022-10-07T17:00:00Z</time></trkpt>
    <trkpt lat="29.4695" lon="120.9891"><time>2022-10-07T17:00:30Z</time></trkpt>
  </trkseg></trk>
</gpx>
"""
_KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
  <Placemark><gx:Track>
    <when>2022-10-07T17:00:00Z</when><when>2022-10-07T17:00:30Z</when>
    <gx:coord>120.9880 29.4690 0</gx:coord><gx:coord>120.9891 29.4695 0</gx:coord>
  </gx:Track></Placemark>
</kml>
"""
_CSV = """time,lon,lat,accuracy
2022-10-08T01:00:00+08:00,120.9880,29.4690,5
2022-10-08T01:00:30+08:00,120.9891,29.4695,6
"""
_GEOJSON = {
    "type": "Feature",
    "properties": {"coordTimes": ["2022-10-07T17:00:00Z", "2022-10-07T17:00:30Z"]},
    "geometry": {
        "type": "LineString",
        "coordinates": [[120.988, 29.469], [120.9891, 29.4695]],
    },
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "application/json": {
        "rows": {
            "summary": "Rows of time, longitude, latitude, accuracy",
            "value": {
                "device": "phone-07",
                "fixes": [
                    ["2022-10-08T01:00:00+08:00", 120.988, 29.469, 5],
                    ["2022-10-08T01:00:30+08:00", 120.9891, 29.4695, 6],
                ],
            },
        },
        "columns": {
            "summary": "Columns, times in Unix milliseconds",
            "value": {
                "device": "phone-08",
                "t": [1665162000000, 1665162030000],
                "lon": [120.988, 120.9891],
                "lat": [29.469, 29.4695],
            },
        },
    },
    "application/gpx+xml": {"file": {"summary": "A GPX file", "value": _GPX}},
    "application/geo+json": {"file": {"summary": "A GeoJSON file", "value": _GEOJSON}},
    "text/csv": {"file": {"summary": "A table of fixes", "value": _CSV}},
    "application/vnd.google-earth.kml+xml": {"file": {"summary": "A KML file", "value": _KML}},
}
