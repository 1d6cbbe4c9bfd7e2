"""A good roster in seconds, by chance: something for an exact search to begin with."""
