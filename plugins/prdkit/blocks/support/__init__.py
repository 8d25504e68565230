"""To check that customer service can answer for a launch: questions, answers, and whom to ask."""
