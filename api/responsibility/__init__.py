"""Blocks, who answers for them and for cells, and hand-overs of that."""
