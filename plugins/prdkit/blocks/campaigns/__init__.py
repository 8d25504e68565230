"""To check and show what people can take part in: from when to when, for whom, and what it may cost."""
