"""To check and show what was tested before users get it, where, and with which result."""
