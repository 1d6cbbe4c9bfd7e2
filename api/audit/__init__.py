"""The audit chains, for who looks over the others' shoulders."""
