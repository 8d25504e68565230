"""To give blocks their behaviour: parts, rules and views, one module a block."""
