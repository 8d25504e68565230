"""To measure what the product costs beside bare Material."""
