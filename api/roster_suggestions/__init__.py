"""What rostered shifts might do about gaps, shown to a leader and handed to the shifts as tasks."""
