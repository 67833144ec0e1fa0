"""What makes Dutch text questionable: pure functions, one idea per file, without Django or content models."""
