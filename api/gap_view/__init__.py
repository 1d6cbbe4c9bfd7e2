"""What the console shows of gaps: small answers, whole columns instead of rows."""
