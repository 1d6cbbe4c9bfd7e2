"""What people ask of rosters and what is answered, and who was on patrol as planned."""
