"""To turn the bytes of a file into values, text and sections that know their place."""
