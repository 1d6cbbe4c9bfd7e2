"""Evidence files: what they are, what they say of themselves, copies of them."""
