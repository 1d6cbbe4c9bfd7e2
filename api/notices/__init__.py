"""Notices: what who is on duty should know now."""
