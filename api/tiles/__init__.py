"""Ground tiles: a base map from a file that the operator provides."""
