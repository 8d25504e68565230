"""To hold the rules on what a document says of others."""
