"""Alarms: calls for help and overdue crews, what is said to them, where who called is."""
