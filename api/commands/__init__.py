"""The commands of ``geo-patrol``, one module a group.

A command imports what it works with when it runs: help and errors do not wait for the geometry
and number libraries.
"""
