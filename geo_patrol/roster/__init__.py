"""Rosters of three shifts: the problem, the rules, and one checker that judges any roster."""
