"""Where an item of the workshop is: in which releases, what is live of it, and what waits in a candidate."""
