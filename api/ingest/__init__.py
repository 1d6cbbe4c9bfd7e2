"""The door for tracking apps of any make: a token in the address, since most know no other way."""
