"""Seizures: decision, inventory, chain of custody."""
