"""To make new documents and new repositories from templates."""
