"""Areas, protection zones and grid cells."""
