"""Areas as the office keeps them, and boundaries that are brought in for them."""
