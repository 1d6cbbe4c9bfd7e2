"""What tracking apps send, each in its own public format, read into reports; pure."""
