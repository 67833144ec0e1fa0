"""What became of one item since a release: which fields differ, who changed which, and what changed around it."""
