"""To describe documents and configuration files as JSON Schema, by which editors complete and check them."""
