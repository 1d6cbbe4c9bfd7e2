"""What proves who somebody is: passwords, second factor, one-time codes."""
