"""Incidents, their outcomes and what was seized."""
