"""What was done with seized items, and what runs or stops their periods."""
