"""That a crew is well: its phone's heartbeat, and what it calls for help with."""
