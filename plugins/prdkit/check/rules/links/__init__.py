"""To report links and pictures in the text that lead nowhere."""
