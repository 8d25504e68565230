"""To hold the parts of a launch room, one module each."""
