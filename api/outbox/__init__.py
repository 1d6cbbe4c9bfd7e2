"""What phones could not send: the key that they seal it to, and its way in by file."""
