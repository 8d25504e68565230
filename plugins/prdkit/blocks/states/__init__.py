"""To read, check and show state machines."""
