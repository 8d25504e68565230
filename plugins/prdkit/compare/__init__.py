"""To say what differs between two versions of a document, in the terms of its type and not of its lines."""
