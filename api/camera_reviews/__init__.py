"""Reviews of cameras' files, and publications of where cameras stand."""
