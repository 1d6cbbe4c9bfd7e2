"""Rosters: what squads plan with, their people, the months, and how a month is judged."""
