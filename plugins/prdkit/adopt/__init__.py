"""To propose a configuration for documents that were there before."""
