"""Routes that officers declare for patrols without a track."""
