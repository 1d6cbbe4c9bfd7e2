"""Rosters by OR-Tools CP-SAT: one builder for each rule, and the search in a process of its own."""
