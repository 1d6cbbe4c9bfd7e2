"""The front door: a few pages made by the server, which work without scripts."""
