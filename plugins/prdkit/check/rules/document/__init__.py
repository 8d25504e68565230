"""To report what is wrong with a document as a whole."""
