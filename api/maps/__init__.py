"""Maps: self-contained pages, drawn on request."""
