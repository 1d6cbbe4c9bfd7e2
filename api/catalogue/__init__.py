"""The catalogue: incident categories, outcomes, gear, agencies, storage places."""
