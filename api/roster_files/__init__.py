"""Rosters as files: month grids, lists, calendars, papers; and files read for a roster."""
