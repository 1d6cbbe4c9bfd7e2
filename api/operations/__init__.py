"""Campaigns and joint operations, what belongs to them, and cases handed to other agencies."""
