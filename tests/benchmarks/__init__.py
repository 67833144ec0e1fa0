"""Benchmarks of what the project exists for: ``python -m tests.benchmarks``. Ratios within one run, never times."""
