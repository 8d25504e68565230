"""Rules on launch plans as a whole: tier, areas, topics, reviews and notes that the tier asks for."""
