"""Figures as files for other programs: CSV, GeoParquet, GeoPackage, GeoJSON."""
