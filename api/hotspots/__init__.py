"""Hot spots: what is found for the time spent, and where it gathers."""
