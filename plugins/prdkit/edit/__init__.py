"""To change one value or one section of a file and leave every other byte as it is."""
