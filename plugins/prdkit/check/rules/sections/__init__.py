"""To hold the rules on the sections of a document."""
