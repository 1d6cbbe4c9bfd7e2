"""How the office's own systems are told of alarms."""
