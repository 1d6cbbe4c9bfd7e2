"""New areas: planned with their file, looked at, opened or not."""
