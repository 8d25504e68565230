"""To check and show the run sheet of going live: who does what at what time, when it worked, when to stop."""
