"""To serve editors over the Language Server Protocol: an adapter on pygls."""
