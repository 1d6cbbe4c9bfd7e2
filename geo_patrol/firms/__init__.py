"""Firms: what is done for them, when they are left in peace, and their checks in one visit."""
