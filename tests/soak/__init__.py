"""``make soak``: the whole installation under what a bad day brings, for minutes, and what is left afterwards."""
