"""To check and show who is trained before users notice a change, when, and how many came."""
