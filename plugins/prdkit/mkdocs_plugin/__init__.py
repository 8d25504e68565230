"""To fit the product into MkDocs: hooks that store or delegate."""
