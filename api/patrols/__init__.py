"""Patrols: one crew's round in one area."""
