"""What is handed on, checked and asked of crews between one shift and the next."""
