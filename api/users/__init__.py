"""People and their accounts, for who keeps them."""
