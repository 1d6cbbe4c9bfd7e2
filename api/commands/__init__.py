"""The commands of ``geo-patrol``, one module a group."""
