"""To check and show the way back: what calls a launch off, which steps undo it, who decides."""
