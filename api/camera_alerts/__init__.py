"""Camera alerts: what a camera wants looked at, and what it turned out to be."""
