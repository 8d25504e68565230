"""To say what a page shows: strings, numbers and lists, no markup."""
