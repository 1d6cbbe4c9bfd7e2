"""Tracks of patrols."""
