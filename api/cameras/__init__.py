"""Fixed cameras."""
