"""To hold the fixes, one module a kind; a new one edits no list."""
