"""What goes on now: news as they come, the squads at this moment, the story of a cell."""
