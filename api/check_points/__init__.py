"""Check points: places that crews look in at, and who was there."""
