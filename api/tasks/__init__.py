"""Tasks: what a leader asks of crews, and what came of it."""
