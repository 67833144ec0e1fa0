"""Register files against what the workshop knows: the plan, and what of it may be applied without a person."""
