"""The quarterly ranking of places, and the monthly figures of blocks."""
