"""To check and show the mix of channels that carries a launch: weights, money, targets and results."""
