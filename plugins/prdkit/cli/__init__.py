"""To offer the product on the command line: one module a command."""
