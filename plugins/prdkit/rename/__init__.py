"""To give a document another id, in every place that names it."""
