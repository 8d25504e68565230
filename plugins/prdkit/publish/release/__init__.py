"""To hold the formats that a release is exported in, one module each."""
