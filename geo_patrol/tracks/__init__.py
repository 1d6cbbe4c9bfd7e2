"""Tracks: reading them from files, cleaning them, keeping them compact."""
