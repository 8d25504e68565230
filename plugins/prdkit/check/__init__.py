"""To hold a site to its rules and say what was found."""
