"""Snapshots of a store: taken beside a running server, put back into an empty place."""
