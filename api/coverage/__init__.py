"""Coverage and gaps: where patrols were, and where nobody was."""
