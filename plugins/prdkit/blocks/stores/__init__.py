"""To check and show what goes to stores: texts and their lengths, packages, registrations, reviews."""
