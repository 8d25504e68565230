"""To hold the rules on releases."""
