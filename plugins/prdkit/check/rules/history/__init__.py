"""Rules on what a change may do to what was there: they need `--base`."""
