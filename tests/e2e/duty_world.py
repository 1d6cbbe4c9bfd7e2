"""A night's duty as the office has prepared it: who serves, and what there is to do."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from officer_app import App
from officer_site import ON_THE_WATER, OfficerSite, make_site
from playwright.sync_api import Request, expect
from sqlalchemy.engine import make_url

from geo_patrol.field.records import CameraAlert, CheckPoint, Handover, Task
from geo_patrol.patrols import Shift
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.camera_alerts import put_alert
from geo_patrol.workflows.check_points import put_check_point
from geo_patrol.workflows.handovers import put_handover
from geo_patrol.workflows.records import put_shift
from geo_patrol.workflows.tasks import put_task

AREA = "changzhao"
INCIDENT = re.compile(r"/api/v1/incidents/[0-9a-f-]{36}$")


class Templates(Protocol):
    """Filled stores to copy; the fixture of the whole suite is one."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new store."""
        ...


@dataclass(frozen=True)
class Words:
    """What people have typed into the office's forms."""

    point: str = "岭根村码头"
    point_code: str = "CZ-03"
    task: str = "看一下大坝西侧的浮标是否还在"
    alert_kind: str = "疑似垂钓"
    alert_note: str = "两个人,一条橡皮艇"
    camera: str = "CAM-12"
    handover: str = "北岸有两人夜钓,劝离后又回来,请留意。"
    open_point: str = "三号浮标的灯不亮"


@contextmanager
def served(
    folder: Path,
    templates: Templates,
    people: Mapping[str, str],
    words: Words | None = None,
    leader: str | None = None,
    prepared: Callable[[OfficerSite], None] = lambda site: None,
    **settings: object,
) -> Iterator[OfficerSite]:
    """Serve a site with officers, by badge number, of the reservoir's squad, and a shift that runs.

    With ``words`` there is something to do in it; ``prepared`` is called just before it starts.
    """
    loaded = Path(str(make_url(templates.copy_sqlite("loaded")).database))
    site = make_site(folder, loaded)
    lines = [f"GEO_PATROL_{name.upper()}={value}" for name, value in settings.items()]
    (site.folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    for badge_no, name in people.items():
        site.add_officer(name, badge_no, role="leader" if badge_no == leader else "officer")
    site.add_shift()
    if words is not None:
        prepare(site, words)
    prepared(site)
    try:
        site.start()
        yield site
    finally:
        site.stop()
        site.line.stop()


def prepare(site: OfficerSite, words: Words) -> None:
    """Put on paper what a shift finds: a check point, a task, an alert, the last one's note."""
    now = datetime.now(UTC).replace(microsecond=0)
    lon, lat = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]
    before = Shift(
        uuid4(), "reservoir", "middle", now - timedelta(hours=10), now - timedelta(hours=2)
    )
    point = CheckPoint(uuid4(), AREA, words.point_code, words.point, lon, lat, 100, 3600)
    task = Task(uuid4(), "reservoir", words.task, area_code=AREA, due=now + timedelta(hours=1))
    seen_at = now - timedelta(minutes=20)
    alert = CameraAlert(
        uuid4(), words.camera, seen_at, words.alert_kind, lon, lat, words.alert_note
    )
    note = Handover(uuid4(), before.id, words.handover, (words.open_point,), now)
    with closing(open_store(site.store_url, exclusive=True)) as store:
        put_shift(store, SYSTEM, before, now=before.start)
        put_check_point(store, SYSTEM, point, now=now)
        put_task(store, SYSTEM, task, now=now)
        put_alert(store, SYSTEM, alert, "reservoir", now=now)
        put_handover(store, SYSTEM, note, now=now)


def rival(app: App, other: App, mine: str, theirs: str) -> str:
    """Log an incident, and have another text under its id at the server first."""
    place = "**/api/v1/incidents/*"
    app.page.route(place, lambda route: route.abort())
    with app.page.expect_request(lambda one: _says(one, mine)) as asking:
        app.log_incident("angling", narrative=mine)
    asked: Request = asking.value
    path = asked.url.rpartition("/api/v1/")[2]
    body = asked.post_data_json
    assert isinstance(body, dict)
    told = other.ask("PUT", path, body | {"narrative": theirs})
    assert told.status == 201
    app.page.unroute(place)
    app.page.evaluate("dispatchEvent(new Event('online'))")
    expect(app.page.locator('a.pill[data-tone="bad"]')).to_be_visible()
    return path.rpartition("/")[2]


def _says(asked: Request, narrative: str) -> bool:
    """Tell whether an incident of that text is sent: something else may be on its way, too."""
    if asked.method != "PUT" or INCIDENT.search(asked.url) is None:
        return False
    body = asked.post_data_json
    return isinstance(body, dict) and body["narrative"] == narrative.strip()


def be_called(app: App, text: str = "") -> str:
    """Have somebody, by another phone, call for help; look at it, and return its id."""
    now = datetime.now(UTC)
    # A UUID of version 7 begins with its time.
    stamp = f"{int(now.timestamp() * 1000):012x}"
    alarm_id = str(UUID(f"{stamp}7{uuid4().hex[13:]}"))
    alarm = {"kind": "sos", "at": now.isoformat(), "text": text}
    assert app.ask("PUT", f"alarms/{alarm_id}", alarm).status == 201
    app.go("sos")
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(app.page.locator(".other-call")).to_be_visible()
    return alarm_id
