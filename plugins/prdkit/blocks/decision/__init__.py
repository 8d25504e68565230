"""To check and show the decision to go live: who decides, who votes how, under which conditions."""
