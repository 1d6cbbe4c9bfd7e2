"""Blocks 片区 of an area, who answers for its cells, and how that is handed over."""
