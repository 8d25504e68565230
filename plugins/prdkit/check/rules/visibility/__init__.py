"""To report what a document would let out, and what is said wrongly of who may read it."""
