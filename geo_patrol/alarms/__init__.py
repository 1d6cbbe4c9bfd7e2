"""Alarms: calls for help, crews that are not heard of, and how the office is told."""
