"""To move a document to another status of its workflow: what the move asks for, and the edit that makes it."""
