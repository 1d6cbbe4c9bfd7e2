"""The demo season in the store: whole, marked, counted like any other records."""

import importlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.drawing import draw
from geo_patrol.errors import InvalidInput
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, grids, history, incidents, people
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import (
    AlertAnswerRow,
    BlockRow,
    CameraAlertRow,
    CameraPublicationRow,
    ClockEventRow,
    CombinedVisitRow,
    CustodyEventRow,
    DayBlockRow,
    FirmRow,
    GuidanceSlotRow,
    IncidentRow,
    MonthBlockRow,
    OfficerRow,
    OperationLinkRow,
    OperationRow,
    PatrolRow,
    PlannedCheckRow,
    ResponsibilityHandoverRow,
    ResponsibilityRow,
    SeizureRow,
    ServiceVisitRow,
    ShiftRow,
    TrackRow,
    TransferRow,
    VersionRow,
)
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.camera_figures import camera_figures
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.demo import demo_seed, load_demo
from geo_patrol.workflows.tracing import refresh_days

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2023, 1, 2, tzinfo=UTC)
SEASON = datetime(2022, 8, 1, tzinfo=ZONE), datetime(2023, 1, 1, tzinfo=ZONE)


def load(store: Store) -> list[str]:
    accounts = load_demo(
        store,
        Settings(_env_file=None),
        now=NOW,
        make_password=lambda: "not a secret",
        hash_password=lambda password: f"hash of {password}",
    )
    return [account.login for account in accounts]


@pytest.mark.slow
def test_a_season_is_loaded_whole_and_marked_as_demo(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    load_demo(
        store,
        Settings(_env_file=None),
        now=NOW,
        make_password=lambda: "x",
        hash_password=lambda _: "hash",
        progress=lambda what, _done, _total: steps.append(what),
    )
    assert demo_seed(store) is not None
    assert {"progress.grids", "progress.drawing", "progress.tracks"} <= set(steps)
    found = verify(store)
    assert found.sound, found.findings[:3]
    with store.reader() as session:
        for row in (ShiftRow, PatrolRow, IncidentRow, OfficerRow, SeizureRow, CustodyEventRow):
            assert session.scalar(select(func.count()).select_from(row)) > 0
            assert session.scalar(select(func.count()).where(~row.demo)) == 0
        assert duty.has_demo(session)
        violations, persuaded, gear = incidents.totals(
            session, SYSTEM, squad="reservoir", start=SEASON[0], end=SEASON[1]
        )
        assert 390 <= violations <= 399
        assert 500 <= persuaded <= 519
        assert 320 <= gear <= 329
        _every_record_has_its_first_version(session)
        _figures_make_sense(session)
        _the_page_of_cameras_tells_what_there_is(session)
        monkeypatch.syspath_prepend(ROOT / "scripts")
        reported = importlib.import_module("reported_figures")
        assert reported.PAGE.read_text(encoding="utf-8") == reported.page(session)
        page = draw(
            "gaps",
            session,
            SYSTEM,
            ["qincun"],
            *SEASON,
            settings=Settings(_env_file=None),
            language="zh",
            now=NOW,
        )
    assert "演示数据" in page
    _the_day_cache_is_what_the_visits_say(store)
    with pytest.raises(InvalidInput) as caught:
        load(store)
    assert caught.value.key == "demo.store_not_empty"


def _every_record_has_its_first_version(session: Session) -> None:
    for kind, row in (
        ("shift", ShiftRow),
        ("patrol", PatrolRow),
        ("track", TrackRow),
        ("incident", IncidentRow),
        ("seizure", SeizureRow),
        ("custody_event", CustodyEventRow),
        ("clock_event", ClockEventRow),
        ("operation", OperationRow),
        ("operation_link", OperationLinkRow),
        ("transfer", TransferRow),
        ("block", BlockRow),
        ("responsibility", ResponsibilityRow),
        ("duty_handover", ResponsibilityHandoverRow),
        ("firm", FirmRow),
        ("service_visit", ServiceVisitRow),
        ("guidance_slot", GuidanceSlotRow),
        ("planned_check", PlannedCheckRow),
        ("combined_visit", CombinedVisitRow),
        ("camera_alert", CameraAlertRow),
        ("alert_answer", AlertAnswerRow),
        ("published_camera", CameraPublicationRow),
    ):
        records = session.scalar(select(func.count()).select_from(row))
        first = VersionRow.version == 1
        versions = session.scalar(select(func.count()).where(VersionRow.kind == kind, first))
        assert records == versions, kind


def _the_page_of_cameras_tells_what_there_is(session: Session) -> None:
    found = camera_figures(session, SYSTEM, Span(*SEASON), ZONE)
    page = (ROOT / "docs" / "cameras.md").read_text(encoding="utf-8")
    rows = [*((row.key, row.figures) for row in found.rows), ("合计", found.whole)]
    for key, one in rows:
        assert one.share is not None and one.low is not None and one.high is not None
        share = f"{one.share:.1%} | {one.low:.0%}–{one.high:.0%}"
        told = f"| {key} | {one.n} | {one.n_true} | {one.n_false} | {share} |"
        assert f"{told} {one.n_duplicate} | {one.n_open} |" in page


def _figures_make_sense(session: Session) -> None:
    month = datetime(2022, 10, 1, tzinfo=ZONE), datetime(2022, 11, 1, tzinfo=ZONE)
    table = coverage_table(session, SYSTEM, "changzhao", *month, ZONE)
    days = (month[1] - month[0]) / timedelta(days=1)
    assert 0 < table.presence_s.sum() <= 2 * days * 86_400
    assert (table.presence_s <= table.effort_s + 1e-6).all()
    gaps = gap_table(session, SYSTEM, "changzhao", *month, ZONE, now=NOW)
    assert set(gaps.gap_class) >= {"on_time", "never", "late_5_plus"}
    day, night = gaps.compliance.share("early"), gaps.compliance.share("night")
    assert 0 < night < day < 1


def _the_day_cache_is_what_the_visits_say(store: Store) -> None:
    def blocks(row: type[DayBlockRow] | type[MonthBlockRow]) -> dict[int, tuple[object, ...]]:
        with store.reader() as session:
            found = session.execute(select(*row.__table__.columns).where(row.grid_id == grid_id))
            return {one[1]: tuple(one) for one in found}

    with store.reader() as session:
        in_use = grids.grid_ids_in_use(session, "park")
        grid_id = next(grid_id for grid_id, area in in_use if area == "yulin")
    days, months = blocks(DayBlockRow), blocks(MonthBlockRow)
    with store.upkeep() as session:
        refresh_days(session, grid_id, set(days), ZONE)
    assert len(days) > 100
    assert blocks(DayBlockRow) == days
    assert len(months) == 4
    assert blocks(MonthBlockRow) == months


def test_demo_never_mixes_with_real_records(loaded_store: Store) -> None:
    from duty_making import make_patrol

    make_patrol(loaded_store)
    with pytest.raises(InvalidInput) as caught:
        load(loaded_store)
    assert caught.value.key == "demo.store_not_empty"
    with loaded_store.reader() as session:
        assert people.officers(session, SYSTEM) == []
        assert history.fact(session, "demo_seed") is None
        assert len(duty.shifts(session, SYSTEM, Span()).items) == 1
