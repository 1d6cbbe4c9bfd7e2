"""A demo season: invented officers, patrols, tracks and incidents from a seed."""

from geo_patrol.demo.records import DemoArea, DemoOfficer, DemoTrack, Season
from geo_patrol.demo.season import DEFAULT_SEED, season

__all__ = ["DEFAULT_SEED", "DemoArea", "DemoOfficer", "DemoTrack", "Season", "season"]
