"""To read, check and show who works with whom: the collaboration matrix."""
