"""Handover notes: what a crew leaves to the next shift."""
