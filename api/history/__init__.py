"""What a record has been, and what lost against it."""
