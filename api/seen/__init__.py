"""What was seen: by patrols, by cameras, by nobody."""
