"""What the person who asks is about: their shift, and the map of its areas."""
