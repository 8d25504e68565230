"""To ask git what was when."""
