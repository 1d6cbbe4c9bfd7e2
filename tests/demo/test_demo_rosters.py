"""The rosters of a demo: what its crews were told, and four weeks around today."""

from collections import Counter
from datetime import date, timedelta

import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.demo import Season
from geo_patrol.demo.days import LAST_DAY
from geo_patrol.demo.rosters import DemoRosters, rosters
from geo_patrol.roster.records import KeptRoster

TODAY = date(2024, 5, 16)


@pytest.fixture(scope="module")
def made(demo_season: Season, demo_input: DemoInput) -> DemoRosters:
    return rosters(demo_season, demo_input.areas, TODAY)


def published(made: DemoRosters, squad: str) -> list[KeptRoster]:
    return [one for one in made.rosters if (one.squad_code, one.state) == (squad, "published")]


def test_who_went_out_in_the_season_was_rostered_for_it(
    made: DemoRosters, demo_season: Season
) -> None:
    told = {
        (duty.officer_id, duty.day, post.shift, post.area_code)
        for roster in published(made, "reservoir")
        for post in roster.posts
        for duty in roster.duties
        if duty.post == post.code
    }
    letters = {"night": "夜", "early": "早", "middle": "中"}
    shifts = {one.id: one for one in demo_season.shifts}
    usual = [
        (officer, one.start.astimezone(SHANGHAI).date(), letters[shift.kind], one.area_code)
        for one in demo_season.patrols
        for shift in (shifts[one.shift_id],)
        if shift.squad_code == "reservoir" and not one.note and one.start.month >= 10
        for officer in one.crew
    ]
    # Besides them only who was called in for a campaign.
    assert len(told & set(usual)) > 800
    assert sum(one in told for one in usual) > 0.97 * len(usual)


def test_nobody_is_told_to_be_in_two_places(made: DemoRosters) -> None:
    for squad in ("reservoir", "park"):
        kept = published(made, squad)
        counts = Counter((one.officer_id, one.day) for roster in kept for one in roster.duties)
        assert set(counts.values()) == {1}


def test_today_is_in_a_published_roster_and_a_draft_comes_behind_it(made: DemoRosters) -> None:
    for squad in ("reservoir", "park"):
        now = published(made, squad)[-1]
        draft = next(one for one in made.rosters if (one.squad_code, one.state) == (squad, "draft"))
        assert now.first_day <= TODAY < now.first_day + timedelta(days=now.n_days)
        assert draft.first_day == now.first_day + timedelta(days=now.n_days)
        assert not draft.duties


def test_in_the_season_itself_the_coming_weeks_begin_behind_it(
    demo_season: Season, demo_input: DemoInput
) -> None:
    made = rosters(demo_season, demo_input.areas, date(2022, 12, 30))
    days = [one.first_day for one in published(made, "park")]
    assert days == sorted(days)
    assert days[-1] == LAST_DAY + timedelta(days=1)


def test_the_same_season_has_the_same_rosters(
    made: DemoRosters, demo_season: Season, demo_input: DemoInput
) -> None:
    assert rosters(demo_season, demo_input.areas, TODAY) == made


def test_every_post_has_its_people(made: DemoRosters) -> None:
    for roster in published(made, "reservoir"):
        counts = Counter((one.post, one.day) for one in roster.duties)
        assert set(counts.values()) == {2}
        assert len(counts) == len(roster.posts) * roster.n_days
