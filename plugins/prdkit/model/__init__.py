"""To make documents of sources: typed values, sections, and the problems met on the way."""
