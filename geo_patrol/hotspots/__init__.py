"""Where incidents gather."""
