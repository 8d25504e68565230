"""To leave out of a site what its readers may not see."""
