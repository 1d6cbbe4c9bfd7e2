"""Jobs: long work that is asked for, watched, stopped, and looked up afterwards."""
