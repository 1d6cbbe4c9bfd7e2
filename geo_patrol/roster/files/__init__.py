"""Rosters as files: the month grid of the office, lists, calendars; and what such files say."""
