"""To check and show how something reaches its users step by step."""
