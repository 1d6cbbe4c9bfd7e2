"""Shifts: a squad's turns of duty."""
