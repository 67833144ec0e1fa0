"""People decide on the rows of a plan, and what they decided becomes what is applied."""
