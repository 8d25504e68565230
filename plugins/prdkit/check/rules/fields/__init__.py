"""To report values of the front matter that are missing, unknown or not what their field wants."""
