"""Patrol and incident mapping: the domain and its store. No web, no maps."""

__version__ = "0.1.0"
