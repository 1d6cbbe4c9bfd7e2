"""Rosters that the program proposes: solved, planned anew, asked what if; each as a job."""
