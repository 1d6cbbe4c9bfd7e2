"""Trackers, cameras and monitors, for who keeps accounts."""
