"""Requests of tracking apps, as their makers document them, read into reports."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.tracks.ingest.read import CSV_BYTES, FORM_BYTES, read_request
from geo_patrol.tracks.ingest.records import Message, Report, usable

T = 1665158400
T_MS = T * 1000
NOW = datetime(2022, 10, 8, tzinfo=UTC)

OWNTRACKS: dict[str, Any] = {
    "_type": "location",
    "acc": 15,
    "alt": 128,
    "batt": 87,
    "bs": 1,
    "conn": "m",
    "lat": 29.47,
    "lon": 120.99,
    "t": "u",
    "tid": "ne",
    "tst": T,
    "vac": 5,
    "vel": 54,
}
TRACCAR: dict[str, Any] = {
    "location": {
        "timestamp": "2022-10-07T16:00:00.000Z",
        "coords": {
            "latitude": 29.47,
            "longitude": 120.99,
            "accuracy": 15,
            "speed": 15,
            "heading": 270,
            "altitude": 128,
        },
        "is_moving": True,
        "odometer": 1200,
        "event": "motionchange",
        "battery": {"level": 0.87, "is_charging": False},
        "activity": {"type": "in_vehicle"},
        "extras": {},
        "_": "&id=48241179&lat=29.47&lon=120.99&timestamp=2022-10-07T16:00:00.000Z&",
    },
    "device_id": "48241179",
}
OLD_CLIENT = (
    "id=48241179&timestamp=1665158400&lat=29.47&lon=120.99&speed=29.157667386609&bearing=270.0"
    "&altitude=128.0&accuracy=15.0&batt=87.0"
)
OSMAND = "lat=29.47&lon=120.99&timestamp=1665158400000&hdop=15.0&altitude=128.0&speed=15.0"
GPSLOGGER = "lat=29.47&lon=120.99&t=1665158400&acc=15.0&spd=15.0&aid=9774d56d682e549c"
CSV_FILE = """\
time,lat,lon,elevation,accuracy,bearing,speed,satellites,provider,hdop,vdop,pdop,geoidheight,\
ageofdgpsdata,dgpsid,activity,battery,annotation,timestamp,timewithoffset,distance,starttimestamp,\
profilename
2022-10-07T16:00:00.412Z,29.470000,120.990000,128.0,15.0,270.0,15.0,12,gps,0.8,,,,,,,87,,1665158400\
,2022-10-08T00:00:00.412+08:00,0.0,1665158400,Default Profile
2022-10-07T16:00:10.388Z,29.471000,120.991000,,,,,12,gps,,,,,,,,87,"a, b",1665158410\
,2022-10-08T00:00:10.388+08:00,130.2,1665158400,Default Profile
"""

SAME = [
    ("owntracks", "", json.dumps(OWNTRACKS)),
    ("traccar", "", json.dumps(TRACCAR)),
    ("osmand", OLD_CLIENT, ""),
    ("osmand", "", OLD_CLIENT),
    ("osmand", OSMAND + "&accuracy=15", ""),
    ("gpslogger", GPSLOGGER, ""),
    ("gpslogger", "", GPSLOGGER),
]


def read(query: str, body: str = "") -> Message:
    return read_request(query, body.encode())


def one(query: str, body: str = "") -> Report:
    [report] = read(query, body).reports
    return report


@pytest.mark.parametrize(("sender", "query", "body"), SAME)
def test_the_same_fix_is_the_same_from_every_app(sender: str, query: str, body: str) -> None:
    message = read(query, body)
    assert message.sender == sender
    [report] = message.reports
    assert (report.t_ms, report.lon, report.lat, report.accuracy_m) == (T_MS, 120.99, 29.47, 15)
    assert report.speed_kmh == pytest.approx(54)


@pytest.mark.parametrize(
    "time",
    [
        "1665158400",
        "1665158400000",
        "1665158400.0",
        "2022-10-07T16:00:00Z",
        "2022-10-07T16:00:00.000Z",
        "2022-10-08T00:00:00+08:00",
        "2022-10-07T16:00:00",
        "2022-10-07 16:00:00",
    ],
)
def test_a_time_is_read_in_every_form_of_the_protocol_and_without_a_zone_is_utc(time: str) -> None:
    assert one(urlencode({"id": "a", "lat": 29.47, "lon": 120.99, "timestamp": time})).t_ms == T_MS


def test_a_place_may_stand_in_one_parameter() -> None:
    report = one("deviceid=a&location=29.47,120.99&timestamp=1665158400")
    assert (report.lon, report.lat) == (120.99, 29.47)


def test_a_speed_is_in_knots_of_a_client_and_in_metres_a_second_of_osmand() -> None:
    place = "lat=29.47&lon=120.99&timestamp=1665158400&speed=10"
    assert one(place).speed_kmh == pytest.approx(36)
    assert one("id=a&" + place).speed_kmh == pytest.approx(18.52)


def test_negative_measures_are_unknown() -> None:
    coords = {**TRACCAR["location"]["coords"], "speed": -1, "accuracy": -1}
    sent = {"location": {**TRACCAR["location"], "coords": coords}, "device_id": "a"}
    for report in (
        one("", json.dumps(sent)),
        one("", json.dumps({**OWNTRACKS, "acc": -1, "vel": -1})),
        one("id=a&lat=29.47&lon=120.99&timestamp=1665158400&speed=-1&accuracy=-1"),
        one("lat=29.47&lon=120.99&t=1665158400&spd=-1&acc=-1"),
    ):
        assert (report.accuracy_m, report.speed_kmh) == (None, None)


@pytest.mark.parametrize(
    "kind", ["transition", "waypoint", "waypoints", "lwt", "status", "card", "cmd", "encrypted"]
)
def test_other_messages_of_owntracks_say_nothing_of_a_place(kind: str) -> None:
    assert read("", json.dumps({**OWNTRACKS, "_type": kind})) == Message("owntracks")


def test_an_empty_message_of_owntracks_is_no_fault() -> None:
    assert read("", "") == Message("owntracks")


def test_what_waited_for_a_connection_may_come_as_a_list() -> None:
    later = {**TRACCAR["location"], "timestamp": "2022-10-07T16:00:05.250Z"}
    sent = {"location": [TRACCAR["location"], later], "device_id": "a"}
    assert [r.t_ms for r in read("", json.dumps(sent)).reports] == [T_MS, T_MS + 5250]


def test_a_client_without_a_fix_says_so() -> None:
    assert read(OLD_CLIENT + "&valid=false") == Message("osmand", n_unusable=1)


def test_a_file_of_gpslogger_has_the_times_that_its_template_gave() -> None:
    message = read("", CSV_FILE)
    assert message.n_unusable == 0
    first, second = message.reports
    assert first == one(GPSLOGGER)
    assert (second.t_ms, second.accuracy_m, second.speed_kmh) == (T_MS + 10_000, None, None)


def test_a_file_of_an_older_gpslogger_has_only_iso_times() -> None:
    old = "time,lat,lon,elevation\n2022-10-07T16:00:00Z,29.47,120.99,\n"
    assert one("", old).t_ms == T_MS


def test_a_line_that_is_cut_off_costs_only_itself() -> None:
    message = read("", CSV_FILE + "2022-10-07T16:00:20.388Z,29.4")
    assert (len(message.reports), message.n_unusable) == (2, 1)


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("lat=29.47&lon=120.99", ""),
        ("lat=29.47&timestamp=1665158400", ""),
        ("location=29.47&timestamp=1665158400", ""),
        ("lat=nan&lon=120.99&timestamp=1665158400", ""),
        ("lat=1e999&lon=120.99&timestamp=1665158400", ""),
        ("lat=29,47&lon=120.99&timestamp=1665158400", ""),
        ("lat=29.47&lon=120.99&timestamp=yesterday", ""),
        ("lat=%LAT&lon=%LON&t=%TIMESTAMP", ""),
        ("lat={0}&lon={1}&timestamp={2}", ""),
        ("a=b", ""),
        ("", "{}"),
        ("", "{"),
        ("", "[" * 5000),
        ("", '{"_type":"location"' + ',"a":' + "[" * 20_000),
        ("", '{"_type":"location","tst":"x","lat":1,"lon":2}'),
        ("", '{"_type":"location","tst":' + "9" * 5000 + ',"lat":1,"lon":2}'),
        ("", '{"_type":"location","tst":true,"lat":1,"lon":2}'),
        ("", '{"_type":"location","tst":1665158400,"lat":[29],"lon":2}'),
        ("", '{"_type":"location","tst":1665158400,"lat":' + "9" * 400 + ',"lon":2}'),
        ("", '{"_type":"location","tst":1665158400,"lat":NaN,"lon":2}'),
        ("", '{"location":{"timestamp":"2022-10-07T16:00:00Z"}}'),
        ("", '{"location":[1]}'),
        ("", '{"location":null}'),
        ("", "lat=29.47"),
        ("", "&".join(f"a{n}=1" for n in range(100))),
        ("", "just a text"),
        ("", "\x00\x01"),
    ],
)
def test_nonsense_is_refused_in_words(query: str, body: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(query, body)
    assert caught.value.text("zh")
    assert caught.value.text("en")


def test_what_is_no_file_cannot_be_long() -> None:
    padded = json.dumps({**OWNTRACKS, "poi": "x" * FORM_BYTES})
    with pytest.raises(TooLarge):
        read("", padded)
    assert CSV_BYTES > 86_400 * 90


@given(st.text(max_size=60), st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(query: str, body: bytes) -> None:
    try:
        read_request(query, body)
    except GeoPatrolError as error:
        assert error.text("en")


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["_type", "location", "coords", "timestamp", "latitude", "tst"]), inner
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*OWNTRACKS, *TRACCAR, "coords"]), _ANYTHING))
def test_whatever_json_comes_is_read_or_refused(document: dict[str, Any]) -> None:
    try:
        read_request("", json.dumps(document).encode())
    except GeoPatrolError as error:
        assert error.text("en")


def test_of_what_is_reported_only_possible_fixes_are_usable() -> None:
    good = Report(T_MS, 120.99, 29.47, 5.0, 10.0)
    impossible = [
        Report(T_MS + 1, 181, 29),
        Report(T_MS + 2, 120, 91),
        Report(T_MS + 3, 0, 0),
        Report(0, 120.99, 29.47),
        Report(T_MS + 86_400_000 * 2, 120.99, 29.47),
    ]
    assert usable([*impossible, good], NOW) == [good]


@given(st.permutations([Report(T_MS, 1, 2), Report(T_MS, 1, 1), Report(T_MS - 5, 3, 4)]))
def test_the_order_of_reports_makes_no_difference(reports: list[Report]) -> None:
    assert usable(reports, NOW) == [Report(T_MS - 5, 3, 4), Report(T_MS, 1, 1)]


def test_a_speed_or_accuracy_that_cannot_be_meant_is_doubtful_and_the_place_is_not() -> None:
    assert Report(T_MS, 1, 2, speed_kmh=540).doubtful
    assert Report(T_MS, 1, 2, accuracy_m=50_000).doubtful
    assert not Report(T_MS, 1, 2, accuracy_m=50, speed_kmh=54).doubtful
    [kept] = usable([Report(T_MS, 1, 2, accuracy_m=5e6)], NOW)
    assert kept.accuracy_m is None
