"""The calendar that periods are counted by."""
