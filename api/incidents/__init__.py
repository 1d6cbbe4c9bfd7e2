"""Incidents: what was met in the field, and what came of it."""
