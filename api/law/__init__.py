"""The law table: what applies, the whole of it, the office's own, and what people decided."""
